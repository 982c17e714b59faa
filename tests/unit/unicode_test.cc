// The Unicode table against ICU, for every code point. Both are of the same version of Unicode, or there is nothing to
// compare and the test says so, which ctest shows as skipped.

#include "base/unicode.h"

#include <cstdint>
#include <string>

#include <doctest/doctest.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

namespace segue {
namespace {

using namespace unicode;

bool is_written_with_spaces(UScriptCode script) {
  switch (script) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_BOPOMOFO:
    case USCRIPT_YI:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
    case USCRIPT_TIBETAN:
    case USCRIPT_JAVANESE:
    case USCRIPT_BALINESE:
    case USCRIPT_TAI_LE:
    case USCRIPT_NEW_TAI_LUE:
    case USCRIPT_LANNA:
      return false;
    default:
      return true;
  }
}

Properties of_script(UScriptCode script) {
  switch (script) {
    case USCRIPT_LATIN:
      return kLatin;
    case USCRIPT_THAI:
    case USCRIPT_KHMER:
    case USCRIPT_LAO:
    case USCRIPT_MYANMAR:
      return kUnspaced;
    case USCRIPT_ARABIC:
    case USCRIPT_SYRIAC:
    case USCRIPT_MONGOLIAN:
    case USCRIPT_NKO:
    case USCRIPT_DEVANAGARI:
    case USCRIPT_BENGALI:
    case USCRIPT_GURMUKHI:
    case USCRIPT_GUJARATI:
    case USCRIPT_ORIYA:
    case USCRIPT_TAMIL:
    case USCRIPT_TELUGU:
    case USCRIPT_KANNADA:
    case USCRIPT_MALAYALAM:
    case USCRIPT_SINHALA:
      return kJoining;
    default:
      return 0;
  }
}

Properties of_letter(UChar32 c, std::uint32_t category) {
  Properties is = kLetter | kWord;
  if (u_isUUppercase(c) || category == U_GC_LT_MASK) is |= kUpper;
  if (u_isULowercase(c)) is |= kLower;
  UErrorCode error = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(c, &error);
  is |= of_script(script);
  if (is_written_with_spaces(script)) is |= kSpaced;
  const UCharDirection direction = u_charDirection(c);
  if (direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC) is |= kRightToLeft;
  return is;
}

Properties of_width(UChar32 c, std::uint32_t category) {
  const int jamo = u_getIntPropertyValue(c, UCHAR_HANGUL_SYLLABLE_TYPE);
  const bool joins = (category & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK)) != 0 && c != 0xAD;
  if (joins || jamo == U_HST_VOWEL_JAMO || jamo == U_HST_TRAILING_JAMO) return kZeroWidth;
  const int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? kWide : 0;
}

Properties expected_properties(UChar32 c) {
  const std::uint32_t category = U_GET_GC_MASK(c);
  Properties is = of_width(c, category);
  if (u_isUWhiteSpace(c)) is |= kWhite | kInvisible;
  if (u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) || c == 0x2800) is |= kInvisible;
  if ((category & U_GC_L_MASK) != 0) is |= of_letter(c, category);
  if ((category & U_GC_M_MASK) != 0) is |= kMark | kWord;
  if ((category & U_GC_ND_MASK) != 0) is |= kDigit | kWord;
  if ((category & U_GC_CC_MASK) != 0) is |= kControl;
  if (c == '\'' || c == 0x2019) is |= kWord;
  if ((c >= 0x0A && c <= 0x0D) || c == 0x85 || c == 0x2028 || c == 0x2029) is |= kLineBreak;
  if (u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC) || u_hasBinaryProperty(c, UCHAR_REGIONAL_INDICATOR) ||
      u_hasBinaryProperty(c, UCHAR_EMOJI_MODIFIER) || (c < 0x80 && u_hasBinaryProperty(c, UCHAR_EMOJI))) {
    is |= kEmoji;
  }
  return is;
}

std::string icu_version() {
  UVersionInfo version;
  u_getUnicodeVersion(version);
  return std::to_string(version[0]) + '.' + std::to_string(version[1]) + '.' + std::to_string(version[2]);
}

}  // namespace

TEST_CASE("the Unicode table says of every code point what ICU says") {
  if (icu_version() != kVersion) {
    MESSAGE("skipped: ICU is of Unicode ", icu_version(), ", the table of Unicode ", std::string(kVersion));
    return;
  }
  for (std::uint32_t c = 0; c <= 0x10FFFF; ++c) {
    const auto point = static_cast<UChar32>(c);
    CAPTURE(c);
    if (properties(c) != expected_properties(point)) CHECK(properties(c) == expected_properties(point));
    const auto expected = static_cast<std::uint32_t>(u_foldCase(point, U_FOLD_CASE_DEFAULT));
    if (folded(c) != expected) CHECK(folded(c) == expected);
  }
}

TEST_CASE("nothing is said of what is no code point") {
  for (const std::uint32_t c : {0x110000u, 0x80000000u, 0xFFFFFFFFu}) {
    CHECK(properties(c) == 0);
    CHECK(folded(c) == c);
  }
}

}  // namespace segue
