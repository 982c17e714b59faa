// line_reader.cc: see line_reader.h.

#include "service/line_reader.h"

#include <algorithm>

namespace segue::service {

bool LineReader::next(Line& line) {
  line = {.number = ++number_};
  line_.clear();
  bool is_begun = false;
  while (!unread_.empty() || read()) {
    is_begun = true;
    const std::size_t size = std::min(unread_.find('\n'), unread_.size());
    line.is_too_long = line.is_too_long || size > longest_ - line_.size();
    if (!line.is_too_long) line_.append(unread_.substr(0, size));
    const bool is_whole = size < unread_.size();
    unread_.remove_prefix(is_whole ? size + 1 : size);
    if (is_whole) break;
  }
  if (!line.is_too_long) line.bytes = line_;
  return is_begun && problem_.empty();
}

bool LineReader::read() {
  const Source::Read got = source_.read(room_);
  problem_ = got.problem;
  unread_ = std::string_view(room_.data(), got.size);
  return !unread_.empty();
}

}  // namespace segue::service
