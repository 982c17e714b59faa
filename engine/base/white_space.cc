#include "base/white_space.h"

#include "base/utf8.h"

namespace segue {

bool is_white_space(std::uint32_t c) {
  if (c <= 0x20) return c == 0x20 || (c >= 0x09 && c <= 0x0D);
  if (c < 0x1680) return c == 0x85 || c == 0xA0;
  return c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

bool is_invisible(std::uint32_t c) {
  struct Span {
    std::uint32_t first, last;
  };
  static constexpr Span kDefaultIgnorable[] = {
      {0x00AD, 0x00AD}, {0x034F, 0x034F}, {0x061C, 0x061C},   {0x115F, 0x1160},   {0x17B4, 0x17B5},   {0x180B, 0x180F},
      {0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x206F},   {0x3164, 0x3164},   {0xFE00, 0xFE0F},   {0xFEFF, 0xFEFF},
      {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFF8}, {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF},
  };
  if (is_white_space(c) || c == 0x2800) return true;
  for (const Span& span : kDefaultIgnorable) {
    if (c < span.first) return false;
    if (c <= span.last) return true;
  }
  return false;
}

bool is_blank(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const utf8::CodePoint point = utf8::decode(text, at);
    if (!point.valid || !is_invisible(point.value)) return false;
    at += point.size;
  }
  return true;
}

std::string_view trim(std::string_view text) {
  while (!text.empty()) {
    const utf8::CodePoint first = utf8::decode(text, 0);
    if (!first.valid || !is_white_space(first.value)) break;
    text.remove_prefix(first.size);
  }
  while (!text.empty()) {
    const utf8::CodePoint last = utf8::decode_before(text, text.size());
    if (!last.valid || !is_white_space(last.value)) break;
    text.remove_suffix(last.size);
  }
  return text;
}

}  // namespace segue
