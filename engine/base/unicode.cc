#include "base/unicode.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

namespace segue::unicode {
namespace {

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

}  // namespace

Properties detail::look_up(std::uint32_t code_point) {
  const auto c = static_cast<UChar32>(code_point);
  Properties is = 0;
  if (u_isUWhiteSpace(c)) is |= kWhite | kInvisible;
  if (u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) || code_point == 0x2800) is |= kInvisible;
  const std::uint32_t category = U_GET_GC_MASK(c);
  if ((category & U_GC_MN_MASK) != 0 || (category & U_GC_MC_MASK) != 0 || (category & U_GC_ME_MASK) != 0) {
    is |= kMark | kWord;
  }
  if ((category & U_GC_ND_MASK) != 0) is |= kDigit | kWord;
  if ((category & U_GC_CC_MASK) != 0) is |= kControl;
  if (code_point == 0x2019) is |= kWord;
  if (code_point == 0x85 || code_point == 0x2028 || code_point == 0x2029) is |= kLineBreak;
  if (u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC) || u_hasBinaryProperty(c, UCHAR_REGIONAL_INDICATOR) ||
      u_hasBinaryProperty(c, UCHAR_EMOJI_MODIFIER)) {
    is |= kEmoji;
  }
  if ((category & U_GC_L_MASK) == 0) return is;

  is |= kLetter | kWord;
  if (u_isUUppercase(c) || (category & U_GC_LT_MASK) != 0) is |= kUpper;
  if (u_isULowercase(c)) is |= kLower;
  UErrorCode error = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(c, &error);
  is |= of_script(script);
  if (is_written_with_spaces(script)) is |= kSpaced;
  const UCharDirection direction = u_charDirection(c);
  if (direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC) is |= kRightToLeft;
  return is;
}

std::uint32_t lower(std::uint32_t code_point) {
  return static_cast<std::uint32_t>(u_tolower(static_cast<UChar32>(code_point)));
}

std::uint32_t folded(std::uint32_t code_point) {
  return static_cast<std::uint32_t>(u_foldCase(static_cast<UChar32>(code_point), U_FOLD_CASE_DEFAULT));
}

}  // namespace segue::unicode
