// same_text.h: equality of short texts without a call of memcmp.

#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace segue {

/// left == right, quick for names: up to 16 bytes are compared as two words that may overlap.
inline bool same_text(std::string_view left, std::string_view right) {
  const std::size_t size = left.size();
  if (size != right.size()) return false;
  const auto words_differ = [&](auto word) {
    decltype(word) l[2], r[2];
    std::memcpy(&l[0], left.data(), sizeof word);
    std::memcpy(&r[0], right.data(), sizeof word);
    std::memcpy(&l[1], left.data() + size - sizeof word, sizeof word);
    std::memcpy(&r[1], right.data() + size - sizeof word, sizeof word);
    return ((l[0] ^ r[0]) | (l[1] ^ r[1])) != 0;
  };
  if (size > 16) return std::memcmp(left.data(), right.data(), size) == 0;
  if (size >= 8) return !words_differ(std::uint64_t{});
  if (size >= 4) return !words_differ(std::uint32_t{});
  for (std::size_t i = 0; i < size; ++i) {
    if (left[i] != right[i]) return false;
  }
  return true;
}

}  // namespace segue
