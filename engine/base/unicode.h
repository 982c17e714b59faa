// unicode.h: what Unicode says of a code point, from a table of our own.
//
// The table is unicode_table.cc, 46 KiB. unicode_table.py writes it from the Unicode Character Database, and says
// exactly what each property means. A test compares it with ICU.
//
// It has two stages. Code points that have the same properties, and are as far from their case folding, share a record;
// there are fewer than 256 records. Code points come in blocks of 256, each a list of record numbers, and equal blocks
// are stored once.

#pragma once

#include <cstdint>
#include <string_view>

namespace segue::unicode {

/// The version of Unicode that the table is of, such as "15.0.0".
extern const std::string_view kVersion;

/// A set of properties.
using Properties = std::uint32_t;
inline constexpr Properties kWhite = 1u << 0;      ///< White_Space
inline constexpr Properties kInvisible = 1u << 1;  ///< White_Space, Default_Ignorable_Code_Point or U+2800
inline constexpr Properties kLetter = 1u << 2;     ///< general category L
inline constexpr Properties kMark = 1u << 3;       ///< general category M
inline constexpr Properties kDigit = 1u << 4;      ///< general category Nd
inline constexpr Properties kWord = 1u << 5;       ///< part of a word: letters, marks, digits, ' and ’
inline constexpr Properties kUpper = 1u << 6;      ///< a letter that is Uppercase, or titlecase
inline constexpr Properties kLower = 1u << 7;      ///< a letter that is Lowercase
inline constexpr Properties kLatin = 1u << 8;      ///< a letter of the Latin script
inline constexpr Properties kSpaced = 1u << 9;     ///< a letter of a script that is written with spaces between words
inline constexpr Properties kRightToLeft = 1u << 10;  ///< a letter of Hebrew, Arabic and the like
inline constexpr Properties kJoining = 1u << 11;      ///< a letter of a script in which joiners matter: Arabic, Indic
inline constexpr Properties kUnspaced = 1u << 12;     ///< a letter of Thai, Khmer, Lao or Burmese
inline constexpr Properties kEmoji = 1u << 13;  ///< Extended_Pictographic, regional indicator, keycap base or modifier
inline constexpr Properties kLineBreak = 1u << 14;  ///< ends a line: LF, VT, FF, CR, U+0085, U+2028, U+2029
inline constexpr Properties kControl = 1u << 15;    ///< general category Cc
inline constexpr Properties kZeroWidth = 1u << 16;  ///< joins the character before it: general categories Mn, Me and Cf
                                                    ///< but the soft hyphen, and medial and final Hangul jamo
inline constexpr Properties kWide = 1u << 17;       ///< East_Asian_Width W or F, and not kZeroWidth
inline constexpr Properties kCased = kUpper | kLower;

namespace detail {

struct Record {
  Properties properties;
  std::int32_t to_folded;  ///< added to the code point, makes its case folding
};
inline constexpr std::uint32_t kBlockSize = 256;
inline constexpr std::uint32_t kEnd = 0x110000;  ///< no code point is this large

extern const Record kRecords[];
extern const std::uint8_t kBlockNumbers[kEnd / kBlockSize];
extern const std::uint8_t kRecordNumbers[][kBlockSize];

inline const Record& record(std::uint32_t code_point) {
  return kRecords[kRecordNumbers[kBlockNumbers[code_point / kBlockSize]][code_point % kBlockSize]];
}

}  // namespace detail

/// The properties of a code point; none beyond U+10FFFF.
inline Properties properties(std::uint32_t code_point) {
  return code_point < detail::kEnd ? detail::record(code_point).properties : 0;
}

/// The code point with its case folded away (simple case folding, of one code point to one); itself beyond U+10FFFF.
inline std::uint32_t folded(std::uint32_t code_point) {
  if (code_point >= detail::kEnd) return code_point;
  return code_point + static_cast<std::uint32_t>(detail::record(code_point).to_folded);
}

}  // namespace segue::unicode
