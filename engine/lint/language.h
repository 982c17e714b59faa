// language.h: a message as the finite language of its renderings.
//
// A segment is a set of alternatives: a static text is one, a variation has its options, a variable its fallback and
// "some value". A rendering takes one alternative of each segment, in order, except that a variable has one fate: in
// one rendering all its occurrences take the value, or all take their fallbacks; and a variable that lacks a fallback
// anywhere always takes the value, since leads without one are rejected.
//
// A value is opaque: one symbol, which begins and ends with a Latin letter and prints as `⟨name⟩`.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/first_seen.h"
#include "base/inline_vector.h"
#include "base/unicode.h"
#include "lint/adjacency.h"
#include "lint/model_path.h"
#include "lint/views.h"

namespace segue::lint {

/// A code point of a text, or a whole value.
struct Symbol {
  static constexpr std::uint32_t kValue = 0x110000;  ///< code points end before it; the variable's number is added

  std::uint32_t c = 0;
  std::uint32_t offset = 0;  ///< of its first byte in the alternative's text
  unicode::Properties properties = 0;

  [[nodiscard]] bool is_value() const { return c >= kValue; }
  /// Whether it has one of these.
  [[nodiscard]] bool is(unicode::Properties wanted) const { return (properties & wanted) != 0; }
};

/// One of the texts that a segment can be.
struct Alternative {
  enum class Kind : std::uint8_t { kStatic, kOption, kFallback, kValue };
  Kind kind = Kind::kStatic;
  std::uint8_t first = 0, last = 0;  ///< the kinds of its first and last symbol, see kind::number_of()
  std::uint32_t option = 0;          ///< kOption: its index
  std::string_view text;             ///< of the model; of a value, its variable's name
  std::span<const Symbol> symbols;   ///< of the language
  /// The symbols with which a run of letters, marks and digits begins, by index.
  std::span<const std::uint32_t> words;
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
  std::uint8_t tracked = kUntracked;  ///< its number among the variables whose fate is tracked
  bool may_fall_back = true;          ///< it has a fallback wherever it occurs
};

class Language {
 public:
  /// Of a message that has renderings: none of its variations is without options. The message must outlive it.
  explicit Language(const MessageView& view);

  /// Whether there is any rendering.
  static bool has_renderings(const Message& message);

  [[nodiscard]] const MessageView& view() const { return view_; }
  [[nodiscard]] std::span<const LanguageSegment> segments() const { return {segments_.begin(), segments_.end()}; }
  [[nodiscard]] std::span<const LanguageVariable> variables() const { return {variables_.begin(), variables_.end()}; }
  /// Whether some variables occur more than once and are not tracked: those beyond kMostTracked.
  [[nodiscard]] bool has_free_variables() const { return has_free_variables_; }

  // What is in the texts, to see at once that a rule has nothing to look for.

  /// The symbols of all alternatives together.
  [[nodiscard]] std::size_t size() const { return symbols_.size(); }
  /// The properties that any symbol of any alternative has.
  [[nodiscard]] unicode::Properties any() const { return any_ascii_ | any_beyond_ascii_; }
  /// Likewise, of symbols beyond ASCII and of values.
  [[nodiscard]] unicode::Properties any_beyond_ascii() const { return any_beyond_ascii_; }
  /// The properties that every symbol of every alternative has; all if there is no symbol.
  [[nodiscard]] unicode::Properties all() const { return all_; }
  /// Whether an ASCII character is in any alternative.
  [[nodiscard]] bool has(char c) const { return ascii_[static_cast<unsigned char>(c) % 128u]; }
  /// Whether some code point from `first` to `last`, beyond ASCII, may be in an alternative. Never false if one is.
  [[nodiscard]] bool may_have(std::uint32_t first, std::uint32_t last) const {
    for (std::uint32_t block = first / kBlock; block <= last / kBlock; ++block) {
      if ((blocks_ >> block % 64u & 1u) != 0) return true;
    }
    return false;
  }
  /// Whether a symbol of `first` can come directly before one of `second`: in one text or at a joint (adjacency.h).
  [[nodiscard]] bool can_meet(Kinds first, Kinds second) const { return adjacency_.allows(first, second); }
  /// Likewise, at a joint alone. An edge of a rendering is one.
  [[nodiscard]] bool can_meet_at_joint(Kinds first, Kinds second) const {
    return adjacency_.allows_at_joint(first, second);
  }

  static constexpr std::size_t kMostTracked = 6;

 private:
  static constexpr std::uint32_t kBlock = 64;  ///< code points

  void count(const MessageView& view);
  std::uint32_t number_of(std::string_view variable);
  void add_text(Alternative::Kind kind, std::uint32_t option, std::string_view text);
  void add_value(std::uint32_t variable);
  void add_segment(std::size_t first_alternative, std::uint32_t variable);
  void track_variables();

  MessageView view_;
  // A short message allocates nothing.
  InlineVector<LanguageSegment, 32> segments_;
  InlineVector<Alternative, 64> alternatives_;
  InlineVector<Symbol, 1024> symbols_;
  InlineVector<std::uint32_t, 256> words_;
  InlineVector<LanguageVariable, 16> variables_;
  FirstSeen<std::uint32_t> numbers_;  ///< of variables
  bool has_free_variables_ = false;
  unicode::Properties any_ascii_ = 0, any_beyond_ascii_ = 0, all_ = ~unicode::Properties{0};
  std::array<bool, 128> ascii_{};
  std::uint64_t blocks_ = 0;              ///< blocks of code points beyond ASCII that occur, modulo 64
  Kinds before_ = kind::kEdge;            ///< what can come directly before the next segment
  Adjacency adjacency_;
};

/// The path of an alternative's byte, for a finding. The range covers the symbol there.
ModelPath path_of(const Language& language, std::uint32_t segment, const Alternative& alternative,
                  std::uint32_t offset);

}  // namespace segue::lint
