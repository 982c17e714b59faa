// line_reader.cc: see line_reader.h.

#include "service/line_reader.h"

#include <algorithm>

namespace segue::service {

bool LineReader::next(Line& line) {
  line = {.number = ++number_};
  line_.clear();
  bool has_line = false;
  while (!unread_.empty() || read()) {
    has_line = true;
    const std::size_t size = std::min(unread_.find('\n'), unread_.size());
    line.is_too_long = line.is_too_long || size > max_size_ - line_.size();
    if (!line.is_too_long) line_.append(unread_.substr(0, size));
    const bool is_complete = size < unread_.size();
    unread_.remove_prefix(is_complete ? size + 1 : size);
    if (is_complete) break;
  }
  if (!line.is_too_long) line.bytes = line_;
  return has_line && problem_.empty();
}

bool LineReader::read() {
  const Source::Read got = source_.read(buffer_);
  problem_ = got.problem;
  unread_ = std::string_view(buffer_.data(), got.size);
  return !unread_.empty();
}

}  // namespace segue::service
