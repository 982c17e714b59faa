// bytes.h: bytes in memory that is passed on instead of copied, and used again.

#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>

namespace segue {

class Bytes {
 public:
  [[nodiscard]] std::string_view text() const { return {memory_.get() + begin_, end_ - begin_}; }
  [[nodiscard]] std::size_t size() const { return end_ - begin_; }
  /// How much memory there is.
  [[nodiscard]] std::size_t capacity() const { return capacity_; }

  void clear() { begin_ = end_ = 0; }
  void assign(std::string_view text) {
    clear();
    append(text);
  }
  void append(std::string_view text) {
    char* const room = make_room(text.size());
    if (!text.empty()) std::memcpy(room, text.data(), text.size());
    end_ += text.size();
  }
  /// Removes the first or last bytes. What remains stays where it is.
  void remove_prefix(std::size_t size) { begin_ += size; }
  void remove_suffix(std::size_t size) { end_ -= size; }

  /// Room for `size` bytes after the text, which may move; see grow().
  ///
  /// Moving copies at most as many bytes as were removed since the last move, and new memory is twice what it holds, so
  /// that either costs no more than the bytes that come in.
  [[nodiscard]] char* make_room(std::size_t room) {
    if (begin_ != 0 && begin_ >= size()) move_to(memory_.get());
    if (capacity_ - end_ < room) {
      const std::size_t capacity = 2 * size() + room;
      auto memory = std::make_unique_for_overwrite<char[]>(capacity);
      move_to(memory.get());
      memory_ = std::move(memory);
      capacity_ = capacity;
    }
    return memory_.get() + end_;
  }
  /// Adds the first `size` bytes of the room to the text.
  void grow(std::size_t size) { end_ += size; }

 private:
  void move_to(char* memory) {
    const std::size_t size = end_ - begin_;
    if (size != 0) std::memcpy(memory, memory_.get() + begin_, size);
    begin_ = 0;
    end_ = size;
  }

  std::unique_ptr<char[]> memory_;
  std::size_t capacity_ = 0;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace segue
