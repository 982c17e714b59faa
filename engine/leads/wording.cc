#include "leads/wording.h"

#include <fmt/format.h>

namespace segue {

std::string_view excerpt(std::string_view text) {
  constexpr std::size_t kMost = 24;
  if (text.size() <= kMost) return text;
  std::size_t size = kMost;
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
  return text.substr(0, size);
}

std::string not_utf8(std::string_view what, std::string_view record, std::size_t invalid) {
  return fmt::format(
      "the {} is not UTF-8: byte 0x{:02X} at offset {} of it; save the file as UTF-8, or convert it with  iconv -f "
      "windows-1252 -t utf-8",
      what, static_cast<unsigned char>(record[invalid]), invalid);
}

}  // namespace segue
