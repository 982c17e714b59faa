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
  void append(const Lines& other) { wrote(other.copy_to(room(other.size_).data())); }

  /// Room behind what there is, of `size` bytes at least, to write into and then tell with wrote(). Behind it there are
  /// the spare bytes, which may be written over.
  [[nodiscard]] std::span<char> room(std::size_t size) {
    make_room(size);
    return {memory_.get() + size_, room_ - size_};
  }
  /// Keeps what was written into the room, up to `end`.
  void wrote(const char* end) { size_ = static_cast<std::size_t>(end - memory_.get()); }

  /// Copies the text into the room of another Lines; the answer is where its copy ends.
  char* copy_to(char* to) const {
    const char* const from = memory_.get();
    std::memcpy(to, from, kSpare);
    for (std::size_t done = kSpare; done < size_; done += kSpare)
      [[unlikely]] std::memcpy(to + done, from + done, kSpare);
    return to + size_;
  }

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
