// pick.h: pick contract 1, the arithmetic: hash, generator, jump, permuted blocks.
//
// Everything is a pure function of its arguments. The generator is Philox4x32-10 (Salmon et al., "Parallel random
// numbers: as easy as 1, 2, 3", SC'11) from Random123; the hash is XXH3; jump() is Lamping & Veach, "A fast,
// minimal memory, consistent hash algorithm", 2014.

#pragma once

#include <cstdint>
#include <string_view>

#ifndef XXH_INLINE_ALL
#define XXH_INLINE_ALL  // no symbols of its own, and short keys are hashed where they stand
#endif
#include <Random123/philox.h>
#include <xxhash.h>

namespace segue::pick {

/// XXH3_64bits with seed 0.
inline std::uint64_t hash(std::string_view bytes) {
  return XXH3_64bits(bytes.data(), bytes.size());
}

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

/// What the generator makes of one counter: 64 bits for each of two variations, or four words in this order.
/// Two integers, not an array, so that they stay in registers.
struct Block {
  std::uint64_t even;  ///< words 0 and 1, the first one low
  std::uint64_t odd;   ///< words 2 and 3

  [[nodiscard]] std::uint64_t bits(std::uint32_t variation) const { return variation % 2 == 0 ? even : odd; }
  [[nodiscard]] std::uint32_t word(std::uint32_t index) const {
    return static_cast<std::uint32_t>((index < 2 ? even : odd) >> (index % 2 * 32));
  }
};

/// Philox4x32-10 of the counter { low32(low), high32(low), low32(high), high32(high) } under a seed.
inline Block philox(std::uint64_t seed, std::uint64_t low, std::uint64_t high) {
  const auto half = [](std::uint64_t value, int which) { return static_cast<std::uint32_t>(value >> (32 * which)); };
  const r123::Philox4x32::key_type key = {{half(seed, 0), half(seed, 1)}};
  const auto words = r123::Philox4x32()({{half(low, 0), half(low, 1), half(high, 0), half(high, 1)}}, key);
  return {words[0] | std::uint64_t{words[1]} << 32, words[2] | std::uint64_t{words[3]} << 32};
}

/// The bits of the variations 2 · block and 2 · block + 1 of a message.
inline Block keyed_block(std::uint64_t seed, std::uint64_t lead, std::uint32_t message, std::uint32_t block) {
  return philox(seed, lead, message | std::uint64_t{block} << 32);
}

/// Which of `count` options (at least 1) the bits pick. Growing `count` moves only those who get a new option.
///
/// The contract's jump is ⌊(b + 1) · (2³¹ / d)⌋ in doubles, d = (bits >> 33) + 1. Where the quotient is no whole
/// number it misses the next one by 2⁻³¹ or more, far more than rounding can hide below 2²¹; so whole numbers may
/// decide instead, save where it is one and b + 1 and the quotient are not both small.
inline std::uint32_t jump(std::uint64_t bits, std::uint32_t count) {
  constexpr std::uint64_t kUnit = std::uint64_t{1} << 31;
  constexpr std::uint32_t kVeryFew = 5;
  constexpr std::uint32_t kFew = 1u << 20;
  const auto next_divisor = [&] {
    bits = bits * 2862933555777941757u + 1;
    return (bits >> 33) + 1;
  };
  std::uint64_t option = 0;
  if (count <= kVeryFew) {
    // As many steps as there can be, without a division or a branch on what is as good as random.
    bool goes_on = true;
    for (std::uint32_t step = 1; step < count; ++step) {
      const std::uint64_t divisor = next_divisor();
      const std::uint64_t reach = (option + 1) * kUnit;
      std::uint64_t next = 0;
      for (std::uint64_t k = 1; k < count; ++k) next += k * divisor <= reach;
      goes_on &= reach < count * divisor;
      option = goes_on ? next : option;
    }
    return static_cast<std::uint32_t>(option);
  }
  for (std::uint64_t next = 0; next < count;) {
    option = next;
    const std::uint64_t divisor = next_divisor();
    if (count <= kFew && (option + 1) * kUnit > count * divisor) break;  // mostly; and without a division
    next = static_cast<std::uint64_t>(static_cast<double>(option + 1) *
                                      (static_cast<double>(kUnit) / static_cast<double>(divisor)));
  }
  return static_cast<std::uint32_t>(option);
}

/// The option for a row under permuted blocks of `count` options. Linear in `count`, no memory.
std::uint32_t balanced(std::uint64_t seed, std::uint64_t row, std::uint32_t message, std::uint32_t variation,
                       std::uint32_t count);

}  // namespace segue::pick
