// lines.h: text that grows, is used again, and has spare room behind it.
//
// What is copied from one Lines to another goes in steps of a fixed width, which may read and write into the spare room
// of either; for short texts that is far quicker than a call of memcpy.

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>

#include "base/copy.h"

namespace segue {

class Lines {
 public:
  static constexpr std::size_t kSpare = 32;  ///< bytes behind the text that there always are

  Lines() { grow(0); }
  explicit Lines(std::string_view text) : Lines() { append(text); }

  [[nodiscard]] std::string_view text() const { return {memory_.get(), size_}; }
  [[nodiscard]] std::size_t size() const { return size_; }
  void clear() { size_ = 0; }
  /// Takes back what was written behind the first `size` bytes.
  void cut(std::size_t size) { size_ = size; }

  void append(std::string_view text) {
    make_room(text.size());
    copy_exact(memory_.get() + size_, text.data(), text.size());
    size_ += text.size();
  }
  void append(const Lines& other) {
    make_room(other.size_);
    char* const to = memory_.get() + size_;
    const char* const from = other.memory_.get();
    std::memcpy(to, from, kSpare);
    for (std::size_t done = kSpare; done < other.size_; done += kSpare) std::memcpy(to + done, from + done, kSpare);
    size_ += other.size_;
  }
  /// Room behind what there is, of `size` bytes at least, to write into and then tell with wrote().
  [[nodiscard]] std::span<char> room(std::size_t size) {
    make_room(size);
    return {memory_.get() + size_, room_ - size_};
  }
  void wrote(std::size_t size) { size_ += size; }

 private:
  void make_room(std::size_t size) {
    if (size > room_ - size_) [[unlikely]]
      grow(size);
  }
  void grow(std::size_t size) {
    const std::size_t room = std::max(2 * room_, size_ + size);
    auto memory = std::make_unique_for_overwrite<char[]>(room + kSpare);
    if (size_ > 0) std::memcpy(memory.get(), memory_.get(), size_);
    memory_ = std::move(memory);
    room_ = room;
  }

  std::unique_ptr<char[]> memory_;
  std::size_t size_ = 0;
  std::size_t room_ = 0;  ///< without the spare
};

}  // namespace segue
