// plain_linter.h: text rules the slow and obvious way: every rendering of a message is written out, and each rule looks
// at each text as a whole. What the linter finds by automata must be the same: places, levels, and no other.
//
// A rule is one function in lint/, named in plain_linter.cc's table:
//
//   void double_space(const PlainText& text, PlainFaults& faults) {
//     for (std::size_t i = 0; i + 2 < text.size(); ++i)
//       if (…) faults.add(i + 2, Severity::kWarning);       // the place is the symbol text[i + 2]
//   }

#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "segue/lint.h"
#include "segue/sequence.h"

namespace segue::reference {

/// A code point of a rendering and where it comes from; or a value, which is opaque.
struct PlainSymbol {
  std::uint32_t c = 0;  ///< from 0x110000 on: a value, one number for each name
  std::uint32_t segment = 0;
  std::uint32_t option = 0;  ///< of a variation
  std::uint32_t offset = 0;  ///< of its first byte in the text that it stands in
  bool is_fallback = false;

  [[nodiscard]] bool is_value() const { return c >= 0x110000; }
  /// Whether both stand in one text as somebody typed it.
  [[nodiscard]] bool same_text(const PlainSymbol& other) const { return segment == other.segment; }
};

/// One rendering.
struct PlainText {
  std::vector<PlainSymbol> symbols;
  const Message* message = nullptr;
  const Sequence* sequence = nullptr;
  const LintSettings* settings = nullptr;

  [[nodiscard]] std::size_t size() const { return symbols.size(); }
  const PlainSymbol& operator[](std::size_t i) const { return symbols[i]; }
  /// The code point at i; 0xffffffff outside of the text.
  [[nodiscard]] std::uint32_t at(std::ptrdiff_t i) const {
    return i < 0 || i >= static_cast<std::ptrdiff_t>(size()) ? 0xffffffffu : symbols[static_cast<std::size_t>(i)].c;
  }
};

/// What a rule found in one rendering: indices of symbols; size() stands for the whole message.
class PlainFaults {
 public:
  void add(std::size_t index, Severity severity) {
    const auto [entry, is_new] = found_.try_emplace(index, severity);
    if (!is_new && severity > entry->second) entry->second = severity;
  }
  [[nodiscard]] const std::map<std::size_t, Severity>& found() const { return found_; }

 private:
  std::map<std::size_t, Severity> found_;
};

/// A place in the message, as it can be told of a rendering: (segment, option, is a fallback, is a value, byte). The
/// whole message has all of them at their greatest.
using PlainPlace = std::tuple<std::uint32_t, std::uint32_t, bool, bool, std::uint32_t>;
inline constexpr PlainPlace kWholeMessage = {0xffffffffu, 0xffffffffu, true, true, 0xffffffffu};

/// How many renderings the message has, values and fallbacks counted as two; at most `most` + 1 are counted.
std::size_t count_renderings(const Message& message, std::size_t most);

/// What the rule `code` finds in all renderings of the message, at the highest level of each place. None where there is
/// no such function.
std::optional<std::map<PlainPlace, Severity>> plain_findings(std::string_view code, const Sequence& sequence,
                                                             const Message& message, const LintSettings& settings);

/// The same of the one rendering that a witness speaks of.
std::map<PlainPlace, Severity> plain_findings_of(std::string_view code, const Sequence& sequence,
                                                 const Message& message, const LintSettings& settings,
                                                 const Witness& witness);

/// The codes that have a function.
std::vector<std::string_view> plain_codes();

// One file each in lint/.
using PlainRule = void (*)(const PlainText& text, PlainFaults& faults);
void double_space(const PlainText& text, PlainFaults& faults);
void space_before_punctuation(const PlainText& text, PlainFaults& faults);
void outer_space(const PlainText& text, PlainFaults& faults);
void repeated_word(const PlainText& text, PlainFaults& faults);
void unrendered_placeholder(const PlainText& text, PlainFaults& faults);
void max_length(const PlainText& text, PlainFaults& faults);
void missing_space(const PlainText& text, PlainFaults& faults);
void article_agreement(const PlainText& text, PlainFaults& faults);
void invisible_character(const PlainText& text, PlainFaults& faults);
void mojibake(const PlainText& text, PlainFaults& faults);
void forbidden_phrase(const PlainText& text, PlainFaults& faults);
void missing_required(const PlainText& text, PlainFaults& faults);
void repeated_punctuation(const PlainText& text, PlainFaults& faults);
void shouting(const PlainText& text, PlainFaults& faults);
void insecure_link(const PlainText& text, PlainFaults& faults);
void leftover_text(const PlainText& text, PlainFaults& faults);
void lowercase_start(const PlainText& text, PlainFaults& faults);

}  // namespace segue::reference
