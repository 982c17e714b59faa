// file_lock.h: the lock that a server holds on its store, on a file next to it.
//
// The lock ends with the process, however that ends. The file stays: if it were removed, another process could lock the
// removed file.

#pragma once

#include <string>
#include <utility>

#include "segue/result.h"

namespace segue::service {

class FileLock {
 public:
  /// Fails (code store) if another process, or this one, holds the lock. `file` is the store's name, for the message.
  static Result<FileLock> take(const std::string& path, const std::string& file);

  FileLock(FileLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  FileLock& operator=(FileLock&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;
  ~FileLock();

 private:
  explicit FileLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace segue::service
