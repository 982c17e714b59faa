// excerpt.h: the start of a text, for a message.

#pragma once

#include <cstddef>
#include <string_view>

namespace segue {

/// Never half a code point.
inline std::string_view excerpt(std::string_view text) {
  constexpr std::size_t kMost = 24;
  if (text.size() <= kMost) return text;
  std::size_t size = kMost;
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
  return text.substr(0, size);
}

}  // namespace segue
