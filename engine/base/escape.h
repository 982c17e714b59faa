// escape.h: text into JSON strings and CSV fields.
//
// JSON: \" \\ \b \f \n \r \t, other control characters below U+0020 as \u00xx in lower case, nothing else.
// CSV (RFC 4180): a field with a comma, a quote, CR or LF stands in quotes, its own quotes doubled.

#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "base/words_of.h"

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
