// word_loads.h: a short text looked at eight bytes at a time.

#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace segue {

inline constexpr std::uint64_t kEveryByte = 0x0101010101010101u;

/// Calls `look` with words that together hold every byte of the text at least once, and nothing but bytes of it and
/// `filler`.
template <class Look>
[[gnu::always_inline]] inline void for_all_words(std::string_view text, char filler, Look&& look) {
  const char* at = text.data();
  std::size_t size = text.size();
  const auto load = [](const char* from, auto word) {
    std::memcpy(&word, from, sizeof word);
    return static_cast<std::uint64_t>(word);
  };
  if (size >= 8) [[likely]] {
    const char* const last = at + size - 8;  // which may overlap the one before
    for (; at < last; at += 8) look(load(at, std::uint64_t{}));
    look(load(last, std::uint64_t{}));
  } else if (size >= 4) {
    look(load(at, std::uint32_t{}) | load(at + size - 4, std::uint32_t{}) << 32);
  } else {
    std::uint64_t word = static_cast<unsigned char>(filler) * kEveryByte;
    for (; size > 0; --size, ++at) word = word << 8 | static_cast<unsigned char>(*at);
    look(word);
  }
}

/// Not 0 where a byte of the word is 0.
constexpr std::uint64_t zero_bytes(std::uint64_t word) {
  return (word - kEveryByte) & ~word & (0x80 * kEveryByte);
}

inline bool is_ascii(std::string_view text) {
  std::uint64_t high = 0;
  for_all_words(text, ' ', [&](std::uint64_t word) { high |= word; });
  return (high & (0x80 * kEveryByte)) == 0;
}

}  // namespace segue
