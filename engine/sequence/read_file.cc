// Reads a sequence from a file, holding no more of it than a document may have.

#include <algorithm>
#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "segue/codes.h"
#include "segue/sequence.h"

namespace segue {
namespace {

/// An open file, closed with this.
class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  ~Descriptor() {
    if (value_ >= 0) ::close(value_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int value() const { return value_; }

 private:
  int value_;
};

Error unreadable(std::string_view path, int number) {
  return {.code = std::string(codes::kUnreadableFile),
          .name = std::string(codes::kUnreadableFile),
          .message = fmt::format("{}: cannot be read: {}", path, std::generic_category().message(number))};
}

int open_for_reading(const std::string& path) {
  int descriptor = 0;
  do {
    descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  } while (descriptor < 0 && errno == EINTR);
  return descriptor;
}

}  // namespace

Result<Sequence> read_sequence_file(const std::string& path, const ParseOptions& options) {
  constexpr std::size_t kAtOnce = 64u << 10;
  constexpr std::size_t kMost = 0xffffffffu;
  // The system sees a path only up to a NUL.
  if (path.find('\0') != std::string::npos) return unreadable(path.substr(0, path.find('\0')), ENOENT);
  const Descriptor file(open_for_reading(path));
  if (file.value() < 0) return unreadable(path, errno);
  // One byte more than a document may have, for the error that says so.
  const std::size_t most = std::min(options.limits.document, kMost) + 1;
  std::string bytes;
  while (bytes.size() < most) {
    const std::size_t size = bytes.size();
    bytes.resize(size + std::min(std::max(kAtOnce, size), most - size));
    const ::ssize_t got = ::read(file.value(), bytes.data() + size, bytes.size() - size);
    const int error = errno;
    bytes.resize(size + static_cast<std::size_t>(std::max<::ssize_t>(got, 0)));
    if (got == 0) break;
    if (got < 0 && error != EINTR) return unreadable(path, error);
  }
  return parse_document(bytes, options);
}

}  // namespace segue
