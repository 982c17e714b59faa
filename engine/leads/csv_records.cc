#include "leads/csv_records.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace segue {
namespace {

// Behind max_record bytes there may be a CRLF that is not the record's.
constexpr std::size_t kLineEndSize = 2;

}  // namespace

CsvRecords::CsvRecords(ReadBuffer& buffer, char delimiter, std::size_t max_record)
    : buffer_(&buffer),
      max_record_(std::min(max_record, std::numeric_limits<std::size_t>::max() / 4)),
      splitter_(delimiter) {}

bool CsvRecords::begins_before(std::uint64_t offset) {
  leave_line();
  return buffer_->offset() < offset;
}

// Goes behind a line that was given up.
void CsvRecords::leave_line() {
  if (!inside_line_) return;
  const std::uint64_t begin = buffer_->offset();
  buffer_->drop_line();
  steps_ += buffer_->offset() - begin;
  inside_line_ = false;
  ++line_;
}

bool CsvRecords::next(CsvRecord& record) {
  leave_line();
  if (split_at_once(record)) return true;

  Scan scan{.offset = buffer_->offset(), .line = line_};
  std::size_t whole_size = 0;
  switch (find_end(scan, whole_size)) {
    case Found::kNothing:
      return false;
    case Found::kGivenUp:
      give_up(scan, record);
      return true;
    case Found::kRecord:
      break;
  }
  splitter_.split(buffer_->held().substr(0, whole_size));
  steps_ += whole_size;
  take(record);
  return true;
}

// The common case: the record ends within what is held, and nothing was given up around here.
bool CsvRecords::split_at_once(CsvRecord& record) {
  if (given_up_.offset > buffer_->offset()) return false;
  const std::string_view text = buffer_->held().substr(0, max_record_ + kLineEndSize);
  const CsvStop stop = splitter_.split(text);
  steps_ += splitter_.whole_size();
  if (stop != CsvStop::kLineEnd || splitter_.size() > max_record_) return false;
  take(record);
  return true;
}

// Gives the record that was split, and goes behind it.
void CsvRecords::take(CsvRecord& record) {
  record.verdict = CsvRecord::Verdict::kWhole;
  record.line = line_;
  record.offset = buffer_->offset();
  record.raw = buffer_->held().substr(0, splitter_.size());
  if (splitter_.bad_field() != CsvSplitter::kNone) {
    record.verdict = CsvRecord::Verdict::kTextBehindQuote;
    record.bad_field = splitter_.bad_field();
    record.bad_text = splitter_.bad_text();
  }
  line_ += 1 + splitter_.line_breaks();
  buffer_->drop(splitter_.whole_size());
}

// Finds where the record that begins at the first byte held ends, reading on as needed.
CsvRecords::Found CsvRecords::find_end(Scan& scan, std::size_t& whole_size) {
  const std::uint64_t begin = scan.offset;
  bool may_join = given_up_.offset > begin;
  while (scan.offset - begin < max_record_) {
    const std::size_t at = static_cast<std::size_t>(scan.offset - begin);
    if (!hold_more(at + 1)) break;
    const char byte = buffer_->held()[at];
    step(scan, byte);
    ++steps_;
    if (scan.state == ScanState::kRecordEnd) {
      whole_size = at + 1;
      return Found::kRecord;
    }
    if (may_join && byte == '\n') {
      may_join = false;
      if (scan.offset <= given_up_.offset) {
        const Scan here = scan;
        scan = given_up_;
        // A quote that was open here already, and still was there, is this scan's own.
        if (scan.quote_offset < here.offset) {
          scan.quote_offset = here.quote_offset;
          scan.quote_line = here.quote_line;
        }
      }
    }
  }
  const std::size_t size = static_cast<std::size_t>(scan.offset - begin);
  const bool goes_on = hold_more(size + 1);
  if (!goes_on && !buffer_->ended()) return Found::kNothing;
  if (!goes_on && size == 0) return Found::kNothing;
  if (scan.state != ScanState::kQuoted) {
    hold_more(size + kLineEndSize);
    const std::string_view behind = buffer_->held().substr(size);
    if (behind == "\r" && !buffer_->ended()) return Found::kNothing;
    for (const std::string_view line_end : {"", "\n", "\r\n"}) {
      if (line_end.empty() ? behind.empty() : behind.starts_with(line_end)) {
        whole_size = size + line_end.size();
        return Found::kRecord;
      }
    }
  }
  return Found::kGivenUp;
}

void CsvRecords::step(Scan& scan, char byte) const {
  switch (scan.state) {
    case ScanState::kQuoted:
      if (byte == '"') scan.state = ScanState::kQuoteInQuoted;
      break;
    case ScanState::kFieldStart:
    case ScanState::kUnquoted:
    case ScanState::kQuoteInQuoted:
    case ScanState::kRecordEnd:
      if (byte == '\n') {
        scan.state = ScanState::kRecordEnd;
      } else if (byte == splitter_.delimiter()) {
        scan.state = ScanState::kFieldStart;
      } else if (byte != '"' || scan.state == ScanState::kUnquoted) {
        scan.state = ScanState::kUnquoted;
      } else {
        if (scan.state == ScanState::kFieldStart) {
          scan.quote_offset = scan.offset;
          scan.quote_line = scan.line;
        }
        scan.state = ScanState::kQuoted;
      }
      break;
  }
  ++scan.offset;
  if (byte == '\n') ++scan.line;
}

bool CsvRecords::hold_more(std::size_t size) {
  if (buffer_->held().size() < size) buffer_->hold(size);
  return buffer_->held().size() >= size;
}

void CsvRecords::give_up(const Scan& scan, CsvRecord& record) {
  given_up_ = scan;
  record = {.verdict = CsvRecord::Verdict::kTooLong, .line = line_, .offset = buffer_->offset()};
  if (scan.state == ScanState::kQuoted) {
    record.verdict = CsvRecord::Verdict::kOpenQuote;
    record.quote_line = scan.quote_line;
    record.at_source_end = buffer_->held().size() == scan.offset - buffer_->offset();
  }
  const std::string_view text = buffer_->held().substr(0, max_record_ + kLineEndSize);
  const std::size_t line_feed = text.find('\n');
  const std::size_t line_end = std::min(line_feed, text.size());
  const bool has_carriage_return = line_feed != std::string_view::npos && line_feed > 0 && text[line_feed - 1] == '\r';
  const std::size_t size = line_end - (has_carriage_return ? 1 : 0);
  record.raw = text.substr(0, std::min(size, max_record_));
  steps_ += line_end;
  splitter_.split(record.raw);
  steps_ += record.raw.size();
  if (size > max_record_) {
    inside_line_ = true;
    buffer_->drop(record.raw.size());
  } else {
    ++line_;
    buffer_->drop(std::min(line_end + 1, text.size()));
  }
}

}  // namespace segue
