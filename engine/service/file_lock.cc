// file_lock.cc: see file_lock.h.

#include "service/file_lock.h"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include "service/store_error.h"

namespace segue::service {
namespace {

/// " (process 4711)" as the holder wrote it, or nothing if it did not.
std::string holder(int descriptor) {
  char digits[16];
  const ssize_t size = ::pread(descriptor, digits, sizeof digits, 0);
  std::string number;
  for (ssize_t i = 0; i < size && digits[i] >= '0' && digits[i] <= '9'; ++i) number += digits[i];
  return number.empty() ? "" : fmt::format(" (process {})", number);
}

}  // namespace

Result<FileLock> FileLock::take(const std::string& path, const std::string& file) {
  FileLock lock(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666));
  if (lock.descriptor_ < 0) {
    return store_error(fmt::format("{} cannot be locked with {}: {}; make its folder writable, or name another store",
                                   file, path, std::generic_category().message(errno)));
  }
  int locked = 0;
  do {
    locked = ::flock(lock.descriptor_, LOCK_EX | LOCK_NB);
  } while (locked != 0 && errno == EINTR);
  if (locked != 0 && errno == EWOULDBLOCK) {
    return store_error(fmt::format("{} is in use by another server{}; stop that one, or name another store", file,
                                   holder(lock.descriptor_)));
  }
  if (locked != 0) {
    return store_error(fmt::format("{} cannot be locked: {}", path, std::generic_category().message(errno)));
  }
  // The number is only for the message above, so a full disk is no reason to fail.
  const std::string number = std::to_string(::getpid()) + '\n';
  if (::ftruncate(lock.descriptor_, 0) == 0 &&
      ::pwrite(lock.descriptor_, number.data(), number.size(), 0) != static_cast<ssize_t>(number.size())) {
    errno = 0;
  }
  return lock;
}

FileLock::~FileLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace segue::service
