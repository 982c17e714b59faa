// file_lock.h: the lock that a server holds on its store, in a file beside it.
//
// The lock goes with the process, however that ends; the file stays, so that nobody can lock one that is just going.

#pragma once

#include <string>
#include <utility>

#include "segue/result.h"

namespace segue::service {

class FileLock {
 public:
  /// Refuses (code store) where another process, or this one, holds it. `file` is what is locked, for the message.
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
