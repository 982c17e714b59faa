// read_buffer.h: the part of a source that has been read and not yet used.
//
// It moves forward, and grows only as far as one record needs. Reading on may move the bytes in memory, so whoever
// scans keeps indexes, not pointers, across more(). The memory is at most twice what was held at the largest more(),
// plus one read.
//
// The source gives UTF-8 with line feeds. Whatever has to be decoded first is read through a source that decodes it;
// see input.h.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/pick.h"
#include "leads/bytes.h"
#include "segue/leads.h"

namespace segue {

class ReadBuffer {
 public:
  static constexpr std::size_t kReadSize = std::size_t{64} << 10;

  /// `read_size` is what is asked of the source at a time.
  explicit ReadBuffer(Source& source, std::size_t read_size = kReadSize) : source_(&source), read_size_(read_size) {}

  /// What has been read and not been dropped.
  [[nodiscard]] std::string_view held() const { return bytes_.text(); }
  /// The offset in the source of the first byte held.
  [[nodiscard]] std::uint64_t offset() const { return offset_; }

  /// Reads on. False if nothing more comes: the source has ended or failed. Views of held() are void afterwards.
  bool more();
  /// Reads on until `size` bytes are held. False if that many do not come.
  bool hold(std::size_t size);
  /// Drops the first `size` bytes held. Nothing moves, so views stay valid until more().
  void drop(std::size_t size);
  /// Drops everything up to the next line feed, and that, reading on as needed without holding it.
  void drop_line();
  /// Drops the first `size` bytes held and makes them the content of `to`; if that is most of what is held, without
  /// copying them.
  void take(std::size_t size, Bytes& to);

  /// Whether the last more() gave all that was asked for, so that there may well be more at once.
  [[nodiscard]] bool was_filled() const { return was_filled_; }
  /// From now on every byte that is dropped goes into a hash; null: no more.
  void set_hash(pick::RunningHash* hash) { hash_ = hash; }

  /// Whether the source has come to its end, so that held() is the rest of it. False if it failed.
  [[nodiscard]] bool ended() const { return ended_; }
  /// Why the source failed, as a sentence that names it; empty if it did not.
  [[nodiscard]] const std::string& problem() const { return problem_; }
  [[nodiscard]] std::string_view name() const { return source_->name(); }

  /// Bytes of memory in use.
  [[nodiscard]] std::size_t capacity() const { return bytes_.capacity(); }

 private:
  Source* source_;
  std::size_t read_size_;
  Bytes bytes_;
  std::uint64_t offset_ = 0;
  bool ended_ = false;
  bool was_filled_ = false;
  pick::RunningHash* hash_ = nullptr;
  std::string problem_;
};

}  // namespace segue
