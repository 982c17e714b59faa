// escape.h: text into JSON strings and CSV fields.
//
// JSON: \" \\ \b \f \n \r \t, other control characters below U+0020 as \u00xx in lower case, nothing else.
// CSV (RFC 4180): a field with a comma, a quote, CR or LF stands in quotes, its own quotes doubled.

#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "base/word_loads.h"
#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace segue {

/// For each byte: 0 where it stands as it is in a JSON string, `u` where it is \u00xx, else the letter behind `\`.
inline constexpr std::array<char, 256> kJsonEscape = [] {
  std::array<char, 256> table{};
  for (std::size_t i = 0; i < 0x20; ++i) table[i] = 'u';
  table['"'] = '"';
  table['\\'] = '\\';
  table['\b'] = 'b';
  table['\f'] = 'f';
  table['\n'] = 'n';
  table['\r'] = 'r';
  table['\t'] = 't';
  return table;
}();

/// What is told of a text in one look.
struct TextShape {
  bool ascii = true;
  bool json_plain = true;  ///< stands in a JSON string as it is
};
#ifdef __SSE2__
[[gnu::always_inline]] inline TextShape shape_of(std::string_view text) {
  const char* const begin = text.data();
  const std::size_t size = text.size();
  __m128i high = _mm_setzero_si128();
  __m128i escaped = _mm_setzero_si128();
  const auto look = [&](__m128i bytes) __attribute__((always_inline)) {
    const __m128i controls = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1F)), bytes);
    const __m128i quotes = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
    const __m128i backslashes = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));
    high = _mm_or_si128(high, bytes);
    escaped = _mm_or_si128(escaped, _mm_or_si128(controls, _mm_or_si128(quotes, backslashes)));
  };
  if (size >= 16) {
    const char* const last = begin + size - 16;  // which may overlap the one before
    for (const char* at = begin; at < last; at += 16) look(_mm_loadu_si128(reinterpret_cast<const __m128i*>(at)));
    look(_mm_loadu_si128(reinterpret_cast<const __m128i*>(last)));
  } else if (size >= 8) {
    look(_mm_unpacklo_epi64(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(begin)),
                            _mm_loadl_epi64(reinterpret_cast<const __m128i*>(begin + size - 8))));
  } else {
    for_all_words(
        text, ' ', [&](std::uint64_t word) __attribute__((always_inline)) {
          look(_mm_set1_epi64x(static_cast<long long>(word)));
        });
  }
  return {.ascii = _mm_movemask_epi8(high) == 0, .json_plain = _mm_movemask_epi8(escaped) == 0};
}
#else
[[gnu::always_inline]] inline TextShape shape_of(std::string_view text) {
  std::uint64_t high = 0;
  std::uint64_t escaped = 0;
  for_all_words(text, ' ', [&](std::uint64_t word) {
    high |= word;
    escaped |= (word - 0x20 * kEveryByte) & ~word & (0x80 * kEveryByte);
    escaped |= zero_bytes(word ^ ('"' * kEveryByte)) | zero_bytes(word ^ ('\\' * kEveryByte));
  });
  return {.ascii = (high & (0x80 * kEveryByte)) == 0, .json_plain = escaped == 0};
}
#endif

/// Appends `text` as the inside of a JSON string.
void append_json_escaped(std::string& out, std::string_view text);
/// Appends `text` as a JSON string, quotes and all.
void append_json_string(std::string& out, std::string_view text);

/// Whether a CSV field of this text must be quoted.
bool csv_needs_quotes(std::string_view text);
/// Appends `text` with its quotes doubled.
void append_csv_doubled(std::string& out, std::string_view text);
/// Appends `text` as a CSV field, quoted only where needed.
void append_csv_field(std::string& out, std::string_view text);

}  // namespace segue
