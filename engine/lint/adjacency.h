// adjacency.h: which kinds of symbols can be neighbours in some rendering of a message.
//
// Most rules look for two symbols in a row: a space and another one, a space and a comma, two letters at a joint. The
// texts and the joints of a message are looked through once for all such pairs; a rule whose pair is not among them has
// nothing to find, and need not read the message:
//
//   if (!language.can_meet(kind::kSpace, kind::kComma)) return;
//
// The answer errs on one side only. It may be yes for a pair that no rendering has, since a variable that occurs twice
// is taken for two; it is never no for a pair that some rendering has.

#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "base/unicode.h"

namespace segue::lint {

/// A set of kinds. Every symbol is of one kind.
using Kinds = std::uint32_t;

namespace kind {

inline constexpr Kinds kOther = 1u << 0;
inline constexpr Kinds kSpace = 1u << 1;       ///< U+0020
inline constexpr Kinds kTab = 1u << 2;         ///< U+0009
inline constexpr Kinds kLineBreak = 1u << 3;   ///< see unicode::kLineBreak
inline constexpr Kinds kOtherWhite = 1u << 4;  ///< other white space, such as a no-break space
inline constexpr Kinds kLower = 1u << 5;       ///< see unicode::kLower
inline constexpr Kinds kUpper = 1u << 6;       ///< see unicode::kUpper
inline constexpr Kinds kLetter = 1u << 7;      ///< a letter without case
inline constexpr Kinds kMark = 1u << 8;        ///< a combining mark
inline constexpr Kinds kDigit = 1u << 9;
inline constexpr Kinds kApostrophe = 1u << 10;  ///< ' and ’
inline constexpr Kinds kValue = 1u << 11;       ///< a variable's value, whole
inline constexpr Kinds kDot = 1u << 12;
inline constexpr Kinds kComma = 1u << 13;
inline constexpr Kinds kSemicolon = 1u << 14;
inline constexpr Kinds kColon = 1u << 15;
inline constexpr Kinds kExclamation = 1u << 16;
inline constexpr Kinds kQuestion = 1u << 17;
inline constexpr Kinds kEdge = 1u << 18;  ///< no symbol: the beginning or the end of a rendering
inline constexpr std::size_t kCount = 19;

inline constexpr Kinds kWhite = kSpace | kTab | kLineBreak | kOtherWhite;
inline constexpr Kinds kParts = kLower | kUpper | kLetter | kMark | kDigit | kValue;  ///< letters, marks, digits
inline constexpr Kinds kWord = kParts | kApostrophe;  ///< all of unicode::kWord, and values
inline constexpr Kinds kSentenceMarks = kDot | kComma | kSemicolon | kColon | kExclamation | kQuestion;

/// The number of its bit; of several kinds, the lowest.
constexpr std::uint8_t number_of(Kinds one) {
  return static_cast<std::uint8_t>(std::countr_zero(one));
}

/// The kind of a code point beyond ASCII with these properties.
constexpr Kinds beyond_ascii(unicode::Properties is) {
  if ((is & unicode::kLineBreak) != 0) return kLineBreak;
  if ((is & unicode::kWhite) != 0) return kOtherWhite;
  if ((is & unicode::kMark) != 0) return kMark;
  if ((is & unicode::kLower) != 0) return kLower;
  if ((is & unicode::kUpper) != 0) return kUpper;
  if ((is & unicode::kLetter) != 0) return kLetter;
  if ((is & unicode::kDigit) != 0) return kDigit;
  return (is & unicode::kWord) != 0 ? kApostrophe : kOther;
}

/// The kinds of ASCII characters, as numbers.
inline constexpr std::array<std::uint8_t, 128> kOfAscii = [] {
  std::array<std::uint8_t, 128> numbers{};
  const auto set = [&](char first, char last, Kinds one) {
    for (char c = first; c <= last; ++c) numbers[static_cast<unsigned char>(c)] = number_of(one);
  };
  set('A', 'Z', kUpper);
  set('a', 'z', kLower);
  set('0', '9', kDigit);
  set('\t', '\t', kTab);
  set('\n', '\r', kLineBreak);  // and VT and FF
  set(' ', ' ', kSpace);
  set('\'', '\'', kApostrophe);
  set('.', '.', kDot);
  set(',', ',', kComma);
  set(';', ';', kSemicolon);
  set(':', ':', kColon);
  set('!', '!', kExclamation);
  set('?', '?', kQuestion);
  return numbers;  // of the others, that of kOther
}();

}  // namespace kind

class Adjacency {
 public:
  /// Two neighbours in one text, by the numbers of their kinds. Before the first symbol of a text there is kEdge, which
  /// says nothing about renderings.
  void add_typed(std::size_t first, std::size_t second) { typed_[first][second] = true; }
  /// Neighbours at a joint, or at an edge of a rendering: any of `first`, and the kind of that number.
  void add_joint(Kinds first, std::size_t second) { joint_[second] |= first; }

  /// Whether a symbol of `first` can come directly before one of `second`: in one text, or at a joint.
  [[nodiscard]] bool allows(Kinds first, Kinds second) const {
    return allows_typed(first & ~kind::kEdge, second) || allows_at_joint(first, second);
  }
  [[nodiscard]] bool allows_at_joint(Kinds first, Kinds second) const {
    Kinds found = 0;
    for (; second != 0; second &= second - 1) found |= joint_[kind::number_of(second)];
    return (found & first) != 0;
  }

 private:
  [[nodiscard]] bool allows_typed(Kinds first, Kinds second) const {
    for (; first != 0; first &= first - 1) {
      const auto& row = typed_[kind::number_of(first)];
      for (Kinds rest = second; rest != 0; rest &= rest - 1) {
        if (row[kind::number_of(rest)]) return true;
      }
    }
    return false;
  }

  std::array<std::array<bool, kind::kCount>, kind::kCount> typed_{};  ///< by the first one, and the second
  std::array<Kinds, kind::kCount> joint_{};                           ///< by the second one
};

}  // namespace segue::lint
