#include "leads/read_buffer.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <span>
#include <utility>

namespace segue {

ReadBuffer::ReadBuffer(Source& source, std::size_t read_size)
    : source_(&source),
      read_size_(read_size),
      memory_(std::make_unique_for_overwrite<char[]>(read_size)),
      capacity_(read_size) {}

bool ReadBuffer::more() {
  if (ended_ || !problem_.empty()) return false;
  make_room();
  Source::Read read = source_->read(std::span<char>(memory_.get() + end_, read_size_));
  // A source that claims more than there was room for is not believed.
  const std::size_t size = std::min(read.size, read_size_);
  end_ += size;
  was_filled_ = size == read_size_;
  if (!read.problem.empty()) {
    problem_ = std::string(source_->name()) + ": " + read.problem;
  } else if (size == 0) {
    ended_ = true;
  }
  return size != 0;
}

void ReadBuffer::hold(std::size_t size) {
  while (end_ - begin_ < size && more()) {
  }
}

void ReadBuffer::drop(std::size_t size) {
  assert(size <= end_ - begin_);
  if (hash_ != nullptr) hash_->add(held().substr(0, size));
  begin_ += size;
  offset_ += size;
}

void ReadBuffer::drop_line() {
  do {
    const std::size_t line_feed = held().find('\n');
    if (line_feed != std::string_view::npos) return drop(line_feed + 1);
    drop(held().size());
  } while (more());
}

// Moving costs at most as many bytes as were dropped since the last move, and growing doubles what is held, so
// that either is paid for by the bytes read.
void ReadBuffer::make_room() {
  const std::size_t size = end_ - begin_;
  if (begin_ != 0 && begin_ >= size) {
    if (size != 0) std::memcpy(memory_.get(), memory_.get() + begin_, size);
    begin_ = 0;
    end_ = size;
  }
  if (capacity_ - end_ >= read_size_) return;
  const std::size_t capacity = 2 * size + read_size_;
  auto memory = std::make_unique_for_overwrite<char[]>(capacity);
  if (size != 0) std::memcpy(memory.get(), memory_.get() + begin_, size);
  memory_ = std::move(memory);
  capacity_ = capacity;
  begin_ = 0;
  end_ = size;
}

}  // namespace segue
