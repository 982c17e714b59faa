// language.h: a message as the finite language of its renderings.
//
// A segment is a set of alternatives: a static text is one, a variation has its options, a variable its fallback and
// "some value". A rendering takes one alternative of each segment, in order, save that a variable has one fate: in one
// rendering all its occurrences take the value, or all take their fallbacks; and a variable that lacks a fallback
// anywhere always takes the value, since leads without one are rejected.
//
// A value is opaque: one symbol, which begins and ends with a Latin letter and prints as `⟨name⟩`.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/unicode.h"
#include "lint/model_path.h"
#include "lint/views.h"

namespace segue::lint {

/// A code point of a text, or a whole value.
struct Symbol {
  static constexpr std::uint32_t kValue = 0x110000;  ///< code points end before; the variable's number is added

  std::uint32_t c = 0;
  std::uint32_t offset = 0;  ///< of its first byte in the alternative's text
  unicode::Properties properties = 0;

  [[nodiscard]] bool is_value() const { return c >= kValue; }
  /// Whether it is one of these.
  [[nodiscard]] bool is(unicode::Properties wanted) const { return (properties & wanted) != 0; }
};

/// One of the texts that a segment can be.
struct Alternative {
  enum class Kind : std::uint8_t { kStatic, kOption, kFallback, kValue };
  Kind kind = Kind::kStatic;
  std::uint32_t option = 0;         ///< kOption: its index
  std::string_view text;            ///< of the model; of a value its variable's name
  std::span<const Symbol> symbols;  ///< of the language
};

struct LanguageSegment {
  static constexpr std::uint32_t kNoVariable = 0xffffffffu;
  std::span<const Alternative> alternatives;  ///< those that some rendering takes; at least one
  std::uint32_t variable = kNoVariable;       ///< index into Language::variables
};

struct LanguageVariable {
  static constexpr std::uint8_t kUntracked = 0xff;
  std::string_view name;
  std::uint32_t occurrences = 0;
  std::uint32_t last = 0;             ///< the segment of its last occurrence
  std::uint8_t tracked = kUntracked;  ///< where it occurs more than once: its place among those whose fate is kept
};

class Language {
 public:
  /// Of a message that has renderings: none of its variations is without options. The message must stay.
  explicit Language(const MessageView& view);

  /// Whether there is any rendering.
  static bool has_renderings(const Message& message);

  [[nodiscard]] const MessageView& view() const { return view_; }
  [[nodiscard]] std::span<const LanguageSegment> segments() const { return segments_; }
  [[nodiscard]] std::span<const LanguageVariable> variables() const { return variables_; }
  /// Variables that occur more than once and whose fate is not kept: beyond kMostTracked.
  [[nodiscard]] bool has_free_variables() const { return has_free_variables_; }
  /// What any symbol of any alternative is.
  [[nodiscard]] unicode::Properties any() const { return any_; }
  /// What every symbol of every alternative is; everything where there is none.
  [[nodiscard]] unicode::Properties all() const { return all_; }
  /// Whether an ASCII character stands in any alternative.
  [[nodiscard]] bool has(char c) const { return ascii_[static_cast<unsigned char>(c) % 128u]; }

  static constexpr std::size_t kMostTracked = 6;

 private:
  std::span<const Symbol> decode(std::string_view text);

  MessageView view_;
  std::vector<LanguageSegment> segments_;
  std::vector<Alternative> alternatives_;
  std::vector<Symbol> symbols_;
  std::vector<LanguageVariable> variables_;
  bool has_free_variables_ = false;
  unicode::Properties any_ = 0, all_ = ~unicode::Properties{0};
  std::array<bool, 128> ascii_{};
};

/// The place of an alternative's byte, as a finding tells it. The range covers the symbol there.
ModelPath place_of(const Language& language, std::uint32_t segment, const Alternative& alternative,
                   std::uint32_t offset);

}  // namespace segue::lint
