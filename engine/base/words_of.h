// words_of.h: a short text looked at eight bytes at a time.

#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace segue {

inline constexpr std::uint64_t kEveryByte = 0x0101010101010101u;

/// Calls `look` with words that together hold every byte of the text at least once, and nothing but bytes of it and
/// `filler`, which is ASCII. Stops where it answers false; the answer is whether it never did.
template <class Look>
[[gnu::always_inline]] inline bool all_words(std::string_view text, char filler, Look&& look) {
  const char* at = text.data();
  std::size_t size = text.size();
  const auto load = [](const char* from, auto word) {
    std::memcpy(&word, from, sizeof word);
    return static_cast<std::uint64_t>(word);
  };
  if (size >= 8) [[likely]] {
    const char* const last = at + size - 8;  // which may overlap the one before
    for (; at < last; at += 8) {
      if (!look(load(at, std::uint64_t{}))) return false;
    }
    return look(load(last, std::uint64_t{}));
  }
  if (size >= 4) return look(load(at, std::uint32_t{}) | load(at + size - 4, std::uint32_t{}) << 32);
  std::uint64_t word = static_cast<unsigned char>(filler) * kEveryByte;
  for (; size > 0; --size, ++at) word = word << 8 | static_cast<unsigned char>(*at);
  return look(word);
}

/// Not 0 where a byte of the word is 0.
constexpr std::uint64_t zero_bytes(std::uint64_t word) {
  return (word - kEveryByte) & ~word & (0x80 * kEveryByte);
}

inline bool is_ascii(std::string_view text) {
  return all_words(text, ' ', [](std::uint64_t word) { return (word & (0x80 * kEveryByte)) == 0; });
}

}  // namespace segue
