// program.h: what a Template holds: one pool of text and a flat list of small operations.
//
// The pool is text already encoded, with kPadding bytes behind it, so that copying may run over the end of a
// piece in steps of a fixed width. Columns, fallbacks and what an unresolved variable becomes are settled when
// compiling; what is left for a rendering is to look at the lead's values and to pick.

#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "segue/template.h"

namespace segue {

/// Bytes that may be read behind any piece of the pool, and written behind a text that has room for them.
inline constexpr std::size_t kPadding = 32;

struct Template::Program {
  /// A piece of the pool.
  struct Text {
    std::uint32_t offset = 0;
    std::uint32_t size = 0;        ///< as encoded
    std::uint32_t characters = 0;  ///< code points before it was encoded
    bool quoted = false;           ///< CSV: it can only stand in quotes
  };

  /// A static text and what comes behind it: one or two segments.
  struct Op {
    enum class Kind : std::uint8_t { kNothing, kVariable, kVariation };
    Text text;                   ///< the static text; empty where there is none
    bool has_text = false;       ///< whether that is a segment, which may be empty as well
    Kind then = Kind::kNothing;  ///< what comes behind
    std::uint8_t otherwise = 0;  ///< kVariable: the Trace flag of taking `stand_in`
    bool is_first = false;       ///< kVariable: the message has not had it before
    bool fails = false;          ///< kVariable: without a value there is no rendering
    std::uint32_t index = 0;     ///< kVariable: into variables; kVariation: into variations
    std::uint32_t column = 0;    ///< kVariable: of its values, or kNoColumn
    Text stand_in;               ///< kVariable: what is taken without a value
  };

  struct Choice {
    std::uint32_t first = 0;   ///< into options
    std::uint32_t count = 0;   ///< of options, at least one
    std::uint64_t stride = 0;  ///< renderings between two options of it; 0: more than 2^64 - 1
  };

  std::vector<Op> ops;
  std::string pool;
  std::vector<Choice> variations;
  std::vector<Text> options;
  std::vector<Text> plain_options;  ///< before they were encoded; empty under Encoding::kPlain, which has them
  std::vector<std::uint32_t> option_counts;
  std::vector<std::string> variables;
  std::vector<std::uint32_t> columns;                            ///< per variable
  std::shared_ptr<const std::vector<std::string>> column_names;  ///< of all templates compiled together
  RenderingCount renderings;

  Encoding encoding = Encoding::kPlain;
  bool trim = true;
  bool always_quoted = false;  ///< CSV: a static text needs the quotes
  std::uint32_t message = 0;
  std::size_t max_bytes = 0;

  // Null values, and two filters that let most values pass without a comparison.
  std::vector<std::string> null_values;  ///< in lower case
  std::bitset<256> null_first_bytes;     ///< in either case
  std::uint64_t null_lengths = 0;        ///< bit n: one of n bytes, bit 63 for 63 and more

  /// Whether a value without white space around it may be a null value; most are told apart here.
  [[nodiscard]] bool may_be_null(std::string_view value) const {
    if (null_lengths == 0) [[likely]]
      return false;
    return !value.empty() && (null_lengths >> (value.size() < 63 ? value.size() : 63) & 1) != 0 &&
           null_first_bytes[static_cast<unsigned char>(value.front())];
  }
};

}  // namespace segue
