// white_space.h: what counts as white space and as blank, in every contract of segue.
//
// White space is the Unicode property White_Space. Blank is text of nothing but White_Space,
// Default_Ignorable_Code_Point and U+2800 (Braille pattern blank): nothing that a person would see.

#pragma once

#include <cstdint>
#include <string_view>

namespace segue {

/// White_Space (Unicode 15.0, PropList.txt).
bool is_white_space(std::uint32_t code_point);

/// White_Space, Default_Ignorable_Code_Point (Unicode 15.0, DerivedCoreProperties.txt) or U+2800.
bool is_invisible(std::uint32_t code_point);

/// Whether a person would see nothing in it; an empty text is blank. Bytes that are not UTF-8 are seen.
bool is_blank(std::string_view text);

/// The text without White_Space at both ends. A view of `text`, possibly empty.
std::string_view trim(std::string_view text);

/// Whether the byte is ASCII and neither white space nor a control: a text that begins and ends with such
/// bytes is not blank and needs no trimming. The quick way past is_blank() and trim().
inline bool is_plain_edge(char byte) {
  return byte > 0x20 && byte < 0x7F;
}

}  // namespace segue
