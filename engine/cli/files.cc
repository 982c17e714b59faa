// files.cc: see files.h.

#include "cli/files.h"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <vector>

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/near_miss.h"

namespace segue::cli {
namespace {

std::string directory_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

std::string last_part_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

/// A file beside `path` that it may have been meant to be.
std::string near_file(const std::string& path) {
  constexpr std::size_t kMostEntries = 10'000;
  const std::unique_ptr<DIR, int (*)(DIR*)> directory(::opendir(directory_of(path).c_str()), ::closedir);
  if (!directory) return {};
  std::vector<std::string> names;
  while (const dirent* entry = ::readdir(directory.get())) {
    if (entry->d_type != DT_DIR && names.size() < kMostEntries) names.emplace_back(entry->d_name);
  }
  std::sort(names.begin(), names.end());
  const std::vector<std::string_view> known(names.begin(), names.end());
  const auto meant = near_miss(last_part_of(path), known);
  if (!meant) return {};
  return path.substr(0, path.size() - last_part_of(path).size()) + std::string(*meant);
}

Error why_not(const std::string& path, int error) {
  switch (error) {
    case ENOENT: {
      const std::string meant = near_file(path);
      if (!meant.empty()) return unreadable(fmt::format("no file \"{}\"; did you mean \"{}\"?", path, meant));
      return unreadable(fmt::format("no file \"{}\"", path));
    }
    case EISDIR:
      return unreadable(fmt::format("{} is a directory; name a file in it", path));
    case EACCES:
      return unreadable(fmt::format("{} may not be read by this user: permission denied", path));
    default:
      return unreadable(fmt::format("cannot read {}: {}", name_of(path), std::strerror(error)));
  }
}

/// A descriptor that closes itself, unless it is standard input.
class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  ~Descriptor() {
    if (value_ > STDERR_FILENO) ::close(value_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int value() const { return value_; }

 private:
  int value_;
};

}  // namespace

Error unreadable(std::string message) {
  return {.code = "unreadable-file", .name = "unreadable-file", .message = std::move(message)};
}

std::string name_of(const std::string& path) {
  return path == "-" ? "standard input" : path;
}

Result<std::string> read_file(const std::string& path, std::size_t most) {
  const Descriptor file(path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.value() < 0) return why_not(path, errno);
  struct stat status {};
  const bool has_size = ::fstat(file.value(), &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0;
  const std::size_t expected = has_size ? static_cast<std::size_t>(status.st_size) : 0;
  // One byte more than a file has, so that one call reads it whole; of what has no size, more and more.
  constexpr std::size_t kFirst = 64u << 10;
  std::size_t room = has_size ? expected + 1 : kFirst;
  std::string bytes;
  while (bytes.size() < most) {
    const std::size_t have = bytes.size();
    bytes.resize(std::min(have + room, most));
    const ssize_t got = ::read(file.value(), bytes.data() + have, bytes.size() - have);
    const int error = errno;
    bytes.resize(have + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    if (got == 0 || (has_size && bytes.size() == expected)) break;
    if (got < 0 && error != EINTR) return why_not(path, error);
    room = std::max(room, bytes.size());
  }
  return bytes;
}

std::string followed(const std::string& path) {
  constexpr int kMostLinks = 40;  // as Linux
  std::string here = path;
  for (int i = 0; i < kMostLinks; ++i) {
    char target[PATH_MAX];
    const ssize_t size = ::readlink(here.c_str(), target, sizeof target);
    if (size <= 0) break;
    const std::string next(target, static_cast<std::size_t>(size));
    if (next.front() == '/') {
      here = next;
    } else {
      here = directory_of(here).append("/").append(next);
    }
  }
  return here;
}

namespace {

std::optional<FileIdentity> identity_in(const struct stat& status) {
  if (!S_ISREG(status.st_mode)) return std::nullopt;
  return FileIdentity{.device = status.st_dev, .inode = status.st_ino, .place = {}};
}

}  // namespace

std::optional<FileIdentity> identity_of(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) == 0) return identity_in(status);
  const std::string target = followed(path);
  const std::unique_ptr<char, decltype(&std::free)> directory(::realpath(directory_of(target).c_str(), nullptr),
                                                              &std::free);
  return FileIdentity{
      .place = fmt::format("{}/{}", directory ? directory.get() : directory_of(target).c_str(), last_part_of(target))};
}

std::optional<FileIdentity> identity_of(int descriptor) {
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) return std::nullopt;
  return identity_in(status);
}

bool has_ending(std::string_view path, std::string_view ending) {
  if (path.size() < ending.size()) return false;
  const std::string_view tail = path.substr(path.size() - ending.size());
  return std::equal(tail.begin(), tail.end(), ending.begin(), [](char left, char right) {
    return (left >= 'A' && left <= 'Z' ? static_cast<char>(left - 'A' + 'a') : left) == right;
  });
}

}  // namespace segue::cli
