// pick.h: pick contract 1, the arithmetic: hash, generator, jump, permuted blocks.
//
// Everything is a pure function of its arguments. The generator is Philox4x32-10 (Salmon et al., "Parallel random
// numbers: as easy as 1, 2, 3", SC'11) from Random123; the hash is XXH3; jump() is Lamping & Veach, "A fast,
// minimal memory, consistent hash algorithm", 2014.

#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace segue::pick {

/// XXH3_64bits with seed 0.
std::uint64_t hash(std::string_view bytes);

/// The hash of bytes that come in pieces.
class RunningHash {
 public:
  RunningHash();
  ~RunningHash();
  RunningHash(const RunningHash&) = delete;
  RunningHash& operator=(const RunningHash&) = delete;
  void add(std::string_view bytes);
  [[nodiscard]] std::uint64_t value() const;

 private:
  void* state_;
};

using Words = std::array<std::uint32_t, 4>;

/// The generator's words for the block `variation / 2` of a message.
Words keyed_words(std::uint64_t seed, std::uint64_t lead, std::uint32_t message, std::uint32_t block);

/// The 64 bits of a variation, from the words of its block.
inline std::uint64_t bits_of(const Words& words, std::uint32_t variation) {
  const std::size_t first = 2u * (variation % 2u);
  return words[first] | std::uint64_t{words[first + 1]} << 32;
}

/// Which of `count` options (at least 1) the bits pick. Growing `count` moves only those who get a new option.
inline std::uint32_t jump(std::uint64_t bits, std::uint32_t count) {
  constexpr std::uint64_t kUnit = std::uint64_t{1} << 31;
  constexpr std::uint32_t kFewOptions = 1u << 20;
  std::uint64_t option = 0;
  for (std::uint64_t next = 0; next < count;) {
    option = next;
    bits = bits * 2862933555777941757u + 1;
    const std::uint64_t divisor = (bits >> 33) + 1;
    // Mostly the next jump lands behind the last option, and whole numbers tell so without a division. Where the
    // quotient exceeds `count` at all it does so by 2^-31 or more, which rounding to a double cannot hide as long
    // as the quotient itself is below 2^21.
    if (count <= kFewOptions && (option + 1) * kUnit > count * divisor) break;
    next = static_cast<std::uint64_t>(static_cast<double>(option + 1) *
                                      (static_cast<double>(kUnit) / static_cast<double>(divisor)));
  }
  return static_cast<std::uint32_t>(option);
}

/// The option for a row under permuted blocks of `count` options. Linear in `count`, no memory.
std::uint32_t balanced(std::uint64_t seed, std::uint64_t row, std::uint32_t message, std::uint32_t variation,
                       std::uint32_t count);

}  // namespace segue::pick
