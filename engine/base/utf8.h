// utf8.h: UTF-8 as bytes: decoding, checking, counting.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/word_loads.h"

namespace segue::utf8 {

/// A code point of a text. Eight bytes, so that it is returned in one register.
struct CodePoint {
  std::uint32_t value = 0;  ///< U+FFFD, one byte long, where the bytes are not UTF-8
  std::uint8_t size = 0;    ///< bytes it takes; 0 at the end of the text
  bool valid = true;
};

/// decode() of anything.
CodePoint decode_any(std::string_view text, std::size_t offset);
/// Decodes the code point that begins at `offset`. Never reads past the text.
inline CodePoint decode(std::string_view text, std::size_t offset) {
  if (offset < text.size() && static_cast<unsigned char>(text[offset]) < 0x80) {
    return {static_cast<unsigned char>(text[offset]), 1, true};
  }
  return decode_any(text, offset);
}

/// decode_before() of anything.
CodePoint decode_any_before(std::string_view text, std::size_t offset);
/// Decodes the code point that ends before `offset`.
inline CodePoint decode_before(std::string_view text, std::size_t offset) {
  if (offset > 0 && static_cast<unsigned char>(text[offset - 1]) < 0x80) {
    return {static_cast<unsigned char>(text[offset - 1]), 1, true};
  }
  return decode_any_before(text, offset);
}

/// The offset of the first byte that is not part of well-formed UTF-8 (Unicode 15, table 3-7); the text's
/// size where there is none.
std::size_t first_invalid(std::string_view text);
inline bool valid(std::string_view text) {
  return first_invalid(text) == text.size();
}

/// count() of any text.
std::size_t count_points(std::string_view text);
/// How many code points a well-formed text has.
inline std::size_t count(std::string_view text) {
  return is_ascii(text) ? text.size() : count_points(text);
}

/// The byte order mark that a document may begin with.
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace segue::utf8
