// philox.h: the generator of the picks: Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3",
// SC'11), a pure function of a counter and a seed.
//
// It is Random123's; where the machine has SSE2, as every x86-64 has, both products of a round are made at once, or a
// product of two counters, which takes half the instructions. The pick is half of a rendering's time.

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
/// philox() with the lanes of one counter side by side.
[[gnu::always_inline]] inline Block philox_by_lanes(std::uint64_t seed, std::uint64_t low, std::uint64_t high) {
  const auto pair = [](std::uint64_t first, std::uint64_t second) {
    return _mm_set_epi64x(static_cast<long long>(second), static_cast<long long>(first));
  };
  // Two lanes of 64 bits, of which the low halves count: words 0 and 2 are multiplied, 1 and 3 are not.
  const __m128i multipliers = pair(PHILOX_M4x32_0, PHILOX_M4x32_1);
  const __m128i key_step = pair(PHILOX_W32_0, PHILOX_W32_1);
  __m128i key = pair(seed, seed >> 32);
  __m128i multiplied = pair(low, high);
  __m128i other = pair(low >> 32, high >> 32);
  for (std::uint32_t round = 0; round < PHILOX4x32_DEFAULT_ROUNDS; ++round) {
    // The high half of each product goes to the other lane's word 0 or 2, the low half becomes its word 1 or 3.
    const __m128i products = _mm_mul_epu32(multiplied, multipliers);
    const __m128i high_halves = _mm_shuffle_epi32(products, _MM_SHUFFLE(0, 1, 2, 3));
    multiplied = _mm_xor_si128(high_halves, _mm_xor_si128(other, key));
    other = _mm_shuffle_epi32(products, _MM_SHUFFLE(1, 0, 3, 2));
    key = _mm_add_epi32(key, key_step);
  }
  const auto low_lane = [](__m128i lanes) { return static_cast<std::uint64_t>(_mm_cvtsi128_si64(lanes)); };
  return {low_lane(_mm_unpacklo_epi32(multiplied, other)), low_lane(_mm_unpackhi_epi32(multiplied, other))};
}

/// philox() of four counters, a word of two counters in each vector: each round waits for the one before it, so that
/// one counter alone leaves the processor with little to do.
[[gnu::always_inline]] inline void philox_of_four(std::uint64_t seed, const std::uint64_t* lows, std::uint64_t high,
                                                  std::uint64_t* even, std::uint64_t* odd) {
  constexpr std::size_t kVectors = 2;
  const auto both = [](std::uint64_t value) { return _mm_set1_epi64x(static_cast<long long>(value)); };
  const auto place = [](auto* words, std::size_t i) { return reinterpret_cast<__m128i*>(words + 2 * i); };
  // The low half of each 64 bits is the word; what stands above it is never looked at.
  __m128i words[4][kVectors];
  for (std::size_t i = 0; i < kVectors; ++i) {
    words[0][i] = _mm_loadu_si128(reinterpret_cast<const __m128i*>(lows + 2 * i));
    words[1][i] = _mm_srli_epi64(words[0][i], 32);
    words[2][i] = both(high);
    words[3][i] = both(high >> 32);
  }
  auto key_0 = static_cast<std::uint32_t>(seed);
  auto key_1 = static_cast<std::uint32_t>(seed >> 32);
  for (std::uint32_t round = 0; round < PHILOX4x32_DEFAULT_ROUNDS; ++round) {
    for (std::size_t i = 0; i < kVectors; ++i) {
      const __m128i product_0 = _mm_mul_epu32(words[0][i], both(PHILOX_M4x32_0));
      const __m128i product_2 = _mm_mul_epu32(words[2][i], both(PHILOX_M4x32_1));
      words[0][i] = _mm_xor_si128(_mm_srli_epi64(product_2, 32), _mm_xor_si128(words[1][i], both(key_0)));
      words[2][i] = _mm_xor_si128(_mm_srli_epi64(product_0, 32), _mm_xor_si128(words[3][i], both(key_1)));
      words[1][i] = product_2;
      words[3][i] = product_0;
    }
    key_0 += PHILOX_W32_0;
    key_1 += PHILOX_W32_1;
  }
  const __m128i low_half = both(0xffffffffu);
  for (std::size_t i = 0; i < kVectors; ++i) {
    const auto joined = [&](int word) {
      return _mm_or_si128(_mm_and_si128(words[word][i], low_half), _mm_slli_epi64(words[word + 1][i], 32));
    };
    _mm_storeu_si128(place(even, i), joined(0));
    _mm_storeu_si128(place(odd, i), joined(2));
  }
}
#endif

/// Philox4x32-10 of the counter { low32(low), high32(low), low32(high), high32(high) } under a seed.
inline Block philox(std::uint64_t seed, std::uint64_t low, std::uint64_t high) {
#ifdef __SSE2__
  return philox_by_lanes(seed, low, high);
#else
  return philox_by_words(seed, low, high);
#endif
}

/// philox() of `count` counters that differ in `low`: the parts of each Block to the same place of `even` and `odd`.
inline void philox_of_all(std::uint64_t seed, const std::uint64_t* lows, std::size_t count, std::uint64_t high,
                          std::uint64_t* even, std::uint64_t* odd) {
  std::size_t i = 0;
#ifdef __SSE2__
  for (; i + 4 <= count; i += 4) philox_of_four(seed, lows + i, high, even + i, odd + i);
#endif
  for (; i < count; ++i) {
    const Block block = philox(seed, lows[i], high);
    even[i] = block.even;
    odd[i] = block.odd;
  }
}

}  // namespace segue::pick
