// read_buffer.h: a stretch of a Source that moves forward and grows only where one record needs it.
//
// What is held begins at the first byte nobody has dropped yet. Reading on may move the bytes in memory, so whoever
// scans keeps indexes, not pointers, across more(). The memory is at most twice what was held at the largest
// more(), plus one read.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/pick.h"
#include "segue/leads.h"

namespace segue {

class ReadBuffer {
 public:
  /// `read_size` is what is asked of the source at a time.
  explicit ReadBuffer(Source& source, std::size_t read_size = std::size_t{64} << 10);

  /// What has been read and not dropped.
  [[nodiscard]] std::string_view held() const { return {memory_.get() + begin_, end_ - begin_}; }
  /// The offset in the source of the first byte held.
  [[nodiscard]] std::uint64_t offset() const { return offset_; }

  /// Reads on. False where nothing more comes: the source has ended or failed. Views of held() are void afterwards.
  bool more();
  /// Reads on until `size` bytes are held or nothing more comes.
  void hold(std::size_t size);
  /// Forgets the first `size` bytes held; nothing moves, so views stay good until more().
  void drop(std::size_t size);
  /// Forgets everything up to the next LF, and the LF, reading on as needed without holding it.
  void drop_line();

  /// Whether the last more() gave all that was asked for, so that there may well be more at once.
  [[nodiscard]] bool was_filled() const { return was_filled_; }
  /// From now on every byte that is dropped goes into a hash; null: no more.
  void set_hash(pick::RunningHash* hash) { hash_ = hash; }

  /// Whether the source has come to its end, so that held() is the rest of it. False where it failed.
  [[nodiscard]] bool ended() const { return ended_; }
  /// Why the source failed, as a sentence that names it; empty where it did not.
  [[nodiscard]] const std::string& problem() const { return problem_; }
  [[nodiscard]] std::string_view name() const { return source_->name(); }

  /// Bytes of memory in use.
  [[nodiscard]] std::size_t capacity() const { return capacity_; }

 private:
  void make_room();

  Source* source_;
  std::size_t read_size_;
  std::unique_ptr<char[]> memory_;
  std::size_t capacity_ = 0;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::uint64_t offset_ = 0;
  bool ended_ = false;
  bool was_filled_ = false;
  pick::RunningHash* hash_ = nullptr;
  std::string problem_;
};

}  // namespace segue
