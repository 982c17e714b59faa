// pick.h: pick contract 1, the arithmetic: hash, generator, jump, permuted blocks.
//
// Everything is a pure function of its arguments. The generator is Philox4x32-10; the hash is XXH3; jump() is Lamping &
// Veach, "A fast, minimal memory, consistent hash algorithm", 2014.

#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#ifndef XXH_INLINE_ALL
#define XXH_INLINE_ALL  // no symbols of its own, and short keys are hashed where they stand
#endif
#include <xxhash.h>

#include "base/philox.h"

namespace segue::pick {

/// hash() of more than 16 bytes.
std::uint64_t hash_long(std::string_view bytes);

/// XXH3_64bits with seed 0.
inline std::uint64_t hash(std::string_view bytes) {
  return bytes.size() <= 16 ? XXH3_64bits(bytes.data(), bytes.size()) : hash_long(bytes);
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

/// The bits of the variations 2 · block and 2 · block + 1 of a message.
inline Block keyed_block(std::uint64_t seed, std::uint64_t lead, std::uint32_t message, std::uint32_t block) {
  return philox(seed, lead, message | std::uint64_t{block} << 32);
}

/// keyed_block() for many leads: the bits of the two variations to the same place of `even` and `odd`.
inline void keyed_blocks(std::uint64_t seed, std::span<const std::uint64_t> leads, std::uint32_t message,
                         std::uint32_t block, std::uint64_t* even, std::uint64_t* odd) {
  philox_of_all(seed, leads.data(), leads.size(), message | std::uint64_t{block} << 32, even, odd);
}

inline std::uint64_t next_bits(std::uint64_t bits) {
  return bits * 2862933555777941757u + 1;
}

/// jump() among so few options that every step it can take is spelt out, without a division or a loop. An
/// option is left for k or a later one where ⌊(option + 1) · 2³¹ / divisor⌋ is k or more.
template <std::uint32_t kCount>
[[gnu::always_inline]] inline std::uint32_t jump_among(std::uint64_t bits) {
  std::uint64_t divisors[kCount];  // of each step, whichever are needed
  for (std::uint32_t step = 1; step < kCount; ++step) {
    bits = next_bits(bits);
    divisors[step] = (bits >> 33) + 1;
  }
  std::uint32_t option = 0;
  bool goes_on = true;
  for (std::uint32_t step = 1; step < kCount; ++step) {
    const std::uint64_t reach = (option + std::uint64_t{1}) << 31;
    std::uint32_t next = 0;
    for (std::uint64_t k = 1; k < kCount; ++k) next += k * divisors[step] <= reach ? 1 : 0;
    goes_on &= reach < kCount * divisors[step];
    option = goes_on ? next : option;
  }
  return option;
}

/// Which of `count` options (at least 1) the bits pick. Growing `count` moves only those who get a new option.
///
/// The contract's jump is ⌊(b + 1) · (2³¹ / d)⌋ in doubles, d = (bits >> 33) + 1. Where the quotient is no whole
/// number it misses the next one by 2⁻³¹ or more, far more than rounding can hide below 2²¹; so whole numbers may
/// decide instead, save where it is one and b + 1 and the quotient are not both small.
inline std::uint32_t jump(std::uint64_t bits, std::uint32_t count) {
  constexpr std::uint64_t kUnit = std::uint64_t{1} << 31;
  constexpr std::uint32_t kFew = 1u << 20;
  switch (count) {
    case 1:
      return 0;
    case 2:
      return jump_among<2>(bits);
    case 3:
      return jump_among<3>(bits);
    case 4:
      return jump_among<4>(bits);
    case 5:
      return jump_among<5>(bits);
    default:
      break;
  }
  std::uint64_t option = 0;
  for (std::uint64_t next = 0; next < count;) {
    option = next;
    bits = next_bits(bits);
    const std::uint64_t divisor = (bits >> 33) + 1;
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
