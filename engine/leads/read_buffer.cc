#include "leads/read_buffer.h"

#include <algorithm>
#include <cassert>
#include <span>
#include <utility>

namespace segue {

bool ReadBuffer::more() {
  if (ended_ || !problem_.empty()) return false;
  Source::Read read = source_->read(std::span<char>(bytes_.make_room(read_size_), read_size_));
  // A source that claims more than there was room for is not believed.
  const std::size_t size = std::min(read.size, read_size_);
  bytes_.grow(size);
  was_filled_ = size == read_size_;
  if (!read.problem.empty()) {
    problem_ = std::string(source_->name()) + ": " + read.problem;
  } else if (size == 0) {
    ended_ = true;
  }
  return size != 0;
}

bool ReadBuffer::hold(std::size_t size) {
  while (bytes_.size() < size) {
    if (!more()) return false;
  }
  return true;
}

void ReadBuffer::drop(std::size_t size) {
  assert(size <= bytes_.size());
  if (hash_ != nullptr) hash_->add(held().substr(0, size));
  bytes_.remove_prefix(size);
  offset_ += size;
}

void ReadBuffer::drop_line() {
  do {
    const std::size_t line_feed = held().find('\n');
    if (line_feed != std::string_view::npos) return drop(line_feed + 1);
    drop(held().size());
  } while (more());
}

void ReadBuffer::take(std::size_t size, Bytes& to) {
  const std::string_view taken = held().substr(0, size);
  const std::string_view rest = held().substr(size);
  if (rest.size() > size) {
    to.assign(taken);
    return drop(size);
  }
  if (hash_ != nullptr) hash_->add(taken);
  offset_ += size;
  std::swap(bytes_, to);  // the views stay valid
  bytes_.clear();
  static_cast<void>(bytes_.make_room(rest.size() + read_size_));
  bytes_.append(rest);
  to.remove_suffix(rest.size());
}

}  // namespace segue
