// lines.h: room for lines of output, which grows and is used again.

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>

namespace segue {

class Lines {
 public:
  [[nodiscard]] std::string_view text() const { return {memory_.get(), size_}; }
  [[nodiscard]] std::size_t size() const { return size_; }
  void clear() { size_ = 0; }
  /// Takes back what was written behind the first `size` bytes.
  void cut(std::size_t size) { size_ = size; }

  void append(std::string_view text) {
    if (text.size() > room_ - size_) [[unlikely]]
      grow(text.size());
    std::memcpy(memory_.get() + size_, text.data(), text.size());
    size_ += text.size();
  }
  /// Room behind what there is, of `size` bytes at least, and the bytes of it that were written.
  [[nodiscard]] std::span<char> room(std::size_t size) {
    if (size > room_ - size_) [[unlikely]]
      grow(size);
    return {memory_.get() + size_, room_ - size_};
  }
  void wrote(std::size_t size) { size_ += size; }

 private:
  void grow(std::size_t size) {
    const std::size_t room = std::max(2 * room_, size_ + size);
    auto memory = std::make_unique_for_overwrite<char[]>(room);
    if (size_ > 0) std::memcpy(memory.get(), memory_.get(), size_);
    memory_ = std::move(memory);
    room_ = room;
  }

  std::unique_ptr<char[]> memory_;
  std::size_t size_ = 0;
  std::size_t room_ = 0;
};

}  // namespace segue
