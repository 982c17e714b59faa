#include "leads/csv_extent.h"

#include <cstring>

#include "leads/scan.h"

namespace segue {
namespace {

const char* find(const char* from, const char* end, char byte) {
  const void* const found = from < end ? std::memchr(from, byte, static_cast<std::size_t>(end - from)) : nullptr;
  return found == nullptr ? end : static_cast<const char*>(found);
}

std::uint64_t count_lines(const char* from, const char* end) {
  return count_line_feeds({from, static_cast<std::size_t>(end - from)});
}

/// Behind the quote that closes the field whose text begins here; `end` where none does.
const char* behind_quotes(const char* text, const char* end) {
  while (true) {
    const char* const quote = find(text, end, '"');
    if (quote == end) return end;
    if (quote + 1 == end || quote[1] != '"') return quote + 1;
    text = quote + 2;
  }
}

}  // namespace

CsvExtent whole_records(std::string_view text, char delimiter, std::uint64_t most) {
  const char* const begin = text.data();
  const char* const end = begin + text.size();
  CsvExtent stretch;
  const char* behind = begin;    // the last whole record
  std::uint64_t open_lines = 0;  // LFs in quotes since then
  for (const char* at = begin; at < end;) {
    const char* const quote = find(at, end, '"');
    const std::uint64_t rows = count_lines(at, quote);
    if (rows > 0) {
      if (stretch.rows + rows >= most) {
        const char* line_end = at - 1;
        for (; stretch.rows < most; ++stretch.rows) {
          line_end = find(line_end + 1, quote, '\n');
          ++stretch.lines;
        }
        stretch.lines += open_lines;
        stretch.size = static_cast<std::size_t>(line_end + 1 - begin);
        return stretch;
      }
      stretch.rows += rows;
      stretch.lines += rows + open_lines;
      open_lines = 0;
      behind = quote;
      while (behind[-1] != '\n') --behind;
    }
    if (quote == end) break;
    at = quote + 1;
    const bool opens_field = quote == begin || quote[-1] == '\n' || quote[-1] == delimiter;
    if (!opens_field) continue;
    at = behind_quotes(at, end);
    open_lines += count_lines(quote + 1, at);
  }
  stretch.size = static_cast<std::size_t>(behind - begin);
  return stretch;
}

}  // namespace segue
