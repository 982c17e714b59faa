#include "leads/csv/boundaries.h"

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

}  // namespace

RecordExtent scan_records(CsvScan& scan, std::string_view text, const CsvDialect& dialect, std::uint64_t most) {
  const char* const begin = text.data();
  const char* const end = begin + text.size();
  const std::uint64_t first_line = scan.line;
  RecordExtent extent;
  const char* at = begin;
  while (at < end) {
    const char* const quote = find(at, end, '"');
    const std::uint64_t lines = count_lines(at, quote);
    if (scan.state == CsvState::kQuoted) {
      scan.line += lines;
    } else if (quote > at) {
      const bool is_last = lines >= most - extent.rows;
      const std::uint64_t rows = is_last ? most - extent.rows : lines;
      scan.line += rows;
      if (rows > 0) {
        const char* record_end = quote;
        if (is_last) {
          record_end = at;
          for (std::uint64_t i = 0; i < rows; ++i) record_end = find(record_end, quote, '\n') + 1;
        } else {
          while (record_end[-1] != '\n') --record_end;
        }
        extent = {.size = static_cast<std::size_t>(record_end - begin),
                  .rows = extent.rows + rows,
                  .lines = scan.line - first_line};
        if (is_last) {
          scan.state = CsvState::kFieldStart;
          scan.offset += extent.size;
          return extent;
        }
      }
      scan.state = after(scan.state, kind_of(quote[-1], dialect));
    }
    at = quote;
    if (quote == end) break;
    if (scan.state == CsvState::kFieldStart) {
      scan.quote_offset = scan.offset + static_cast<std::uint64_t>(quote - begin);
      scan.quote_line = scan.line;
    }
    scan.state = after(scan.state, CsvByte::kQuote);
    at = quote + 1;
  }
  scan.offset += text.size();
  return extent;
}

RecordExtent CsvBoundaries::whole_records(std::string_view text, std::uint64_t most) {
  if (is_inside_line()) return {};
  if (given_up_.offset <= buffer().offset()) {
    CsvScan scan;
    count_steps(text.size());
    return scan_records(scan, text, dialect_, most);
  }
  // These bytes were scanned before. So that they are not all scanned again, only records of one line are taken.
  RecordExtent whole;
  while (whole.rows < most && whole.size < text.size()) {
    const std::string_view line = first_line(text.substr(whole.size));
    CsvScan scan;
    count_steps(line.size());
    if (scan_records(scan, line, dialect_, 1).rows == 0) break;
    whole.size += line.size();
    ++whole.rows;
    ++whole.lines;
  }
  return whole;
}

bool CsvBoundaries::next(Record& record) {
  leave_line();
  CsvScan scan{.offset = buffer().offset(), .line = line()};
  std::size_t whole_size = 0;
  switch (find_end(scan, whole_size)) {
    case Found::kNothing:
      return false;
    case Found::kRecord:
      take_record(record, whole_size, scan.line - line());
      return true;
    case Found::kGivenUp:
      break;
  }
  given_up_ = scan;
  const bool is_open = scan.state == CsvState::kQuoted;
  const BrokenRecord broken = {.too_long = !is_open,
                               .quote_line = is_open ? scan.quote_line : 0,
                               .at_source_end = buffer().offset() + buffer().held().size() == scan.offset};
  take_line(record);
  record.is_broken = true;
  record.broken = broken;
  return true;
}

/// Scans the record that the buffer begins with, a line at a time, so that nothing after its end is looked at.
CsvBoundaries::Found CsvBoundaries::find_end(CsvScan& scan, std::size_t& whole_size) {
  const std::uint64_t begin = scan.offset;
  const auto scanned = [&] { return static_cast<std::size_t>(scan.offset - begin); };
  bool may_join = given_up_.offset > begin;
  while (scanned() < max_record() && buffer().hold(scanned() + 1)) {
    const std::string_view line = first_line(buffer().held().substr(scanned(), max_record() - scanned()));
    count_steps(line.size());
    if (scan_records(scan, line, dialect_, 1).rows > 0) {
      whole_size = scanned();
      return Found::kRecord;
    }
    if (may_join && line.ends_with('\n')) {
      may_join = false;
      join(scan);
    }
  }
  const std::size_t size = scanned();
  const bool goes_on = buffer().hold(size + 1);
  if (!goes_on && (size == 0 || !buffer().ended())) return Found::kNothing;
  if (scan.state == CsvState::kQuoted) return Found::kGivenUp;
  // The line end does not count.
  buffer().hold(size + kLineEndSize);
  const std::string_view rest = buffer().held().substr(size);
  if (rest == "\r" && !buffer().ended()) return Found::kNothing;
  const std::size_t line_end = rest.starts_with('\n') ? 1 : rest.starts_with("\r\n") ? 2 : 0;
  if (line_end == 0 && !rest.empty()) return Found::kGivenUp;
  whole_size = size + line_end;
  scan.line += line_end > 0 ? 1 : 0;
  return Found::kRecord;
}

/// Continues a scan, which has passed its first line feed inside quotes, where the one that was given up ended.
void CsvBoundaries::join(CsvScan& scan) const {
  if (scan.offset > given_up_.offset) return;
  const CsvScan here = scan;
  scan = given_up_;
  // A quote that is open here, and is still open there, is where this scan found it.
  if (scan.quote_offset < here.offset) {
    scan.quote_offset = here.quote_offset;
    scan.quote_line = here.quote_line;
  }
}

}  // namespace segue
