// white_space.h: what counts as white space and as blank, in every contract of segue.
//
// White space is the Unicode property White_Space. Blank is text of nothing but White_Space,
// Default_Ignorable_Code_Point and U+2800 (Braille pattern blank): nothing that a person would see.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/unicode.h"

namespace segue {

/// White_Space.
inline bool is_white_space(std::uint32_t code_point) {
  return (unicode::properties(code_point) & unicode::kWhite) != 0;
}

/// White_Space, Default_Ignorable_Code_Point or U+2800.
inline bool is_invisible(std::uint32_t code_point) {
  return (unicode::properties(code_point) & unicode::kInvisible) != 0;
}

/// Whether a person would see nothing in it; an empty text is blank. Bytes that are not UTF-8 are seen.
bool is_blank(std::string_view text);

/// The text without White_Space at both ends. A view of `text`, possibly empty.
std::string_view trim(std::string_view text);

/// Whether the byte is ASCII and neither white space nor a control: a text that begins and ends with such
/// bytes is not blank and needs no trimming. The quick way past is_blank() and trim().
inline bool is_plain_edge(char byte) {
  return byte > 0x20 && byte < 0x7F;
}

/// Whether a text, not an empty one, is surely not blank and needs no trimming. Its first and last bytes tell it
/// wherever these are ASCII or belong to the letters of two bytes (Latin, Greek, Cyrillic, Hebrew, Arabic) or to what
/// stands between U+4000 and U+D7FF (ideographs, Hangul). Bytes that are not UTF-8 are seen, and are not trimmed.
inline bool has_plain_edges(std::string_view text) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  // Behind C2, CD and D8 there are U+0085, U+00A0, U+00AD, U+034F and U+061C; all else up to U+07FF is seen.
  const auto begins_two = [](unsigned char lead) {
    return lead >= 0xC3 && lead <= 0xDF && lead != 0xCD && lead != 0xD8;
  };
  const auto begins_three = [](unsigned char lead) { return lead >= 0xE4 && lead <= 0xED; };
  const auto goes_on = [](unsigned char one) { return (one & 0xC0) == 0x80; };
  if (!is_plain_edge(text.front()) && !begins_two(byte(0)) && !begins_three(byte(0))) return false;
  if (is_plain_edge(text.back())) return true;
  const std::size_t size = text.size();
  return size >= 2 && goes_on(byte(size - 1)) &&
         (begins_two(byte(size - 2)) || (size >= 3 && goes_on(byte(size - 2)) && begins_three(byte(size - 3))));
}

}  // namespace segue
