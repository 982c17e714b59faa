// unicode.h: the Unicode door. What a code point is comes from ICU, which unicode.cc alone includes: unlike utf8proc it
// knows scripts, emoji and White_Space.

#pragma once

#include <array>
#include <cstdint>

namespace segue::unicode {

/// What a code point is: a set of these.
using Properties = std::uint32_t;
inline constexpr Properties kWhite = 1u << 0;      ///< White_Space
inline constexpr Properties kInvisible = 1u << 1;  ///< White_Space, Default_Ignorable_Code_Point or U+2800
inline constexpr Properties kLetter = 1u << 2;     ///< general category L
inline constexpr Properties kMark = 1u << 3;       ///< general category M
inline constexpr Properties kDigit = 1u << 4;      ///< general category Nd
inline constexpr Properties kWord = 1u << 5;       ///< part of a word: letters, marks, digits, ' and ’
inline constexpr Properties kUpper = 1u << 6;      ///< Uppercase, or titlecase
inline constexpr Properties kLower = 1u << 7;      ///< Lowercase
inline constexpr Properties kLatin = 1u << 8;      ///< a letter of the Latin script
inline constexpr Properties kSpaced = 1u << 9;     ///< a letter of a script that is written with spaces between words
inline constexpr Properties kRightToLeft = 1u << 10;  ///< a letter of Hebrew, Arabic and the like
inline constexpr Properties kJoining = 1u << 11;      ///< a letter of a script in which joiners matter: Arabic, Indic
inline constexpr Properties kUnspaced = 1u << 12;     ///< a letter of Thai, Khmer, Lao or Burmese
inline constexpr Properties kEmoji = 1u << 13;  ///< Extended_Pictographic, regional indicator, keycap base or modifier
inline constexpr Properties kLineBreak = 1u << 14;  ///< ends a line: LF, VT, FF, CR, U+0085, U+2028, U+2029
inline constexpr Properties kControl = 1u << 15;    ///< general category Cc
inline constexpr Properties kCased = kUpper | kLower;

namespace detail {
Properties look_up(std::uint32_t code_point);

constexpr std::array<Properties, 128> kAscii = [] {
  std::array<Properties, 128> table{};
  for (std::uint32_t c = 0; c < 128; ++c) {
    Properties is = 0;
    if (c == ' ' || (c >= 9 && c <= 13)) is |= kWhite | kInvisible;
    if (c >= 10 && c <= 13) is |= kLineBreak;
    if (c < 32 || c == 127) is |= kControl;
    if (c >= 'a' && c <= 'z') is |= kLower;
    if (c >= 'A' && c <= 'Z') is |= kUpper;
    if ((is & kCased) != 0) is |= kLetter | kWord | kLatin | kSpaced;
    if (c >= '0' && c <= '9') is |= kDigit | kWord | kEmoji;
    if (c == '#' || c == '*') is |= kEmoji;
    if (c == '\'') is |= kWord;
    table[c] = is;
  }
  return table;
}();
}  // namespace detail

/// All that holds of a code point.
inline Properties properties(std::uint32_t code_point) {
  return code_point < 128 ? detail::kAscii[code_point] : detail::look_up(code_point);
}

/// The code point in lower case (simple mapping); itself where there is none.
std::uint32_t lower(std::uint32_t code_point);

/// The code point with case folded away (simple folding).
std::uint32_t folded(std::uint32_t code_point);

}  // namespace segue::unicode
