// philox.h: the generator of the picks: Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3",
// SC'11), a pure function of a counter and a seed.
//
// It is Random123's; where the machine has SSE2, as every x86-64 has, both products of a round are made at once, which
// takes half the instructions. The pick is half of a rendering's time.

#pragma once

#include <cstddef>
#include <cstdint>

#include <Random123/philox.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace segue::pick {

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

/// philox() for any machine.
inline Block philox_by_words(std::uint64_t seed, std::uint64_t low, std::uint64_t high) {
  const auto half = [](std::uint64_t value, int which) { return static_cast<std::uint32_t>(value >> (32 * which)); };
  const r123::Philox4x32::key_type key = {{half(seed, 0), half(seed, 1)}};
  const auto words = r123::Philox4x32()({{half(low, 0), half(low, 1), half(high, 0), half(high, 1)}}, key);
  return {words[0] | std::uint64_t{words[1]} << 32, words[2] | std::uint64_t{words[3]} << 32};
}

#ifdef __SSE2__
/// Philox4x32-10 of kCount counters { low32(low), high32(low), low32(high), high32(high) } under a seed.
template <std::size_t kCount>
[[gnu::always_inline]] inline void philox_by_lanes(std::uint64_t seed, const std::uint64_t (&lows)[kCount],
                                                   std::uint64_t high, Block (&blocks)[kCount]) {
  const auto pair = [](std::uint64_t first, std::uint64_t second) {
    return _mm_set_epi64x(static_cast<long long>(second), static_cast<long long>(first));
  };
  // Two lanes of 64 bits, of which the low halves count: words 0 and 2 are multiplied, 1 and 3 are not.
  const __m128i multipliers = pair(PHILOX_M4x32_0, PHILOX_M4x32_1);
  const __m128i key_step = pair(PHILOX_W32_0, PHILOX_W32_1);
  __m128i key = pair(seed, seed >> 32);
  __m128i multiplied[kCount];
  __m128i other[kCount];
  for (std::size_t i = 0; i < kCount; ++i) {
    multiplied[i] = pair(lows[i], high);
    other[i] = pair(lows[i] >> 32, high >> 32);
  }
  for (std::uint32_t round = 0; round < PHILOX4x32_DEFAULT_ROUNDS; ++round) {
    for (std::size_t i = 0; i < kCount; ++i) {
      // The high half of each product goes to the other lane's word 0 or 2, the low half becomes its word 1 or 3.
      const __m128i products = _mm_mul_epu32(multiplied[i], multipliers);
      const __m128i high_halves = _mm_shuffle_epi32(products, _MM_SHUFFLE(0, 1, 2, 3));
      multiplied[i] = _mm_xor_si128(high_halves, _mm_xor_si128(other[i], key));
      other[i] = _mm_shuffle_epi32(products, _MM_SHUFFLE(1, 0, 3, 2));
    }
    key = _mm_add_epi32(key, key_step);
  }
  const auto low_lane = [](__m128i lanes) { return static_cast<std::uint64_t>(_mm_cvtsi128_si64(lanes)); };
  for (std::size_t i = 0; i < kCount; ++i) {
    blocks[i] = {low_lane(_mm_unpacklo_epi32(multiplied[i], other[i])),
                 low_lane(_mm_unpackhi_epi32(multiplied[i], other[i]))};
  }
}
#endif

/// Philox4x32-10 of the counter { low32(low), high32(low), low32(high), high32(high) } under a seed.
inline Block philox(std::uint64_t seed, std::uint64_t low, std::uint64_t high) {
#ifdef __SSE2__
  const std::uint64_t lows[] = {low};
  Block blocks[1];
  philox_by_lanes(seed, lows, high, blocks);
  return blocks[0];
#else
  return philox_by_words(seed, low, high);
#endif
}

/// philox() of several counters that differ in `low`, side by side: each round waits for the one before it, so that one
/// counter alone leaves the processor with little to do.
inline constexpr std::size_t kTogether = 4;
inline void philox_of(std::uint64_t seed, const std::uint64_t (&lows)[kTogether], std::uint64_t high,
                      Block (&blocks)[kTogether]) {
#ifdef __SSE2__
  philox_by_lanes(seed, lows, high, blocks);
#else
  for (std::size_t i = 0; i < kTogether; ++i) blocks[i] = philox_by_words(seed, lows[i], high);
#endif
}

}  // namespace segue::pick
