#include "leads/boundaries.h"

#include <algorithm>

namespace segue {

RecordBoundaries::RecordBoundaries(ReadBuffer& buffer, std::size_t max_record)
    : buffer_(&buffer), max_record_(std::min(max_record, kLongestRecord)) {}

void RecordBoundaries::leave_line() {
  if (!inside_line_) return;
  const std::uint64_t begin = buffer_->offset();
  buffer_->drop_line();
  count_steps(buffer_->offset() - begin);
  inside_line_ = false;
  ++line_;
}

bool RecordBoundaries::take_line(Record& record) {
  const std::string_view line = first_line(within_reach());
  count_steps(line.size());
  const std::string_view raw = without_line_end(line);
  inside_line_ = raw.size() > max_record_;
  record = {.line = line_, .offset = buffer_->offset(), .raw = raw.substr(0, max_record_)};
  if (inside_line_) {
    buffer_->drop(record.raw.size());
  } else {
    buffer_->drop(line.size());
    ++line_;
  }
  return inside_line_;
}

void RecordBoundaries::take_record(Record& record, std::size_t size, std::uint64_t lines) {
  record = {.line = line_, .offset = buffer_->offset(), .raw = without_line_end(buffer_->held().substr(0, size))};
  buffer_->drop(size);
  line_ += lines;
}

}  // namespace segue
