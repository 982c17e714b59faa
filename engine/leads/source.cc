#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "segue/leads.h"

namespace segue {
namespace {

std::string system_words(int number) {
  return std::generic_category().message(number);
}

class FileSource : public Source {
 public:
  FileSource(int descriptor, bool is_ours, std::string name)
      : descriptor_(descriptor), is_ours_(is_ours), name_(std::move(name)) {}
  ~FileSource() override {
    if (is_ours_) ::close(descriptor_);
  }
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;

  Read read(std::span<char> room) override {
    while (true) {
      const ::ssize_t size = ::read(descriptor_, room.data(), room.size());
      if (size >= 0) return {.size = static_cast<std::size_t>(size)};
      if (errno != EINTR) return {.problem = "reading failed: " + system_words(errno)};
    }
  }

  [[nodiscard]] std::string_view name() const override { return name_; }

  [[nodiscard]] std::optional<std::uint64_t> size() const override {
    struct ::stat status {};
    if (::fstat(descriptor_, &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
    // Standard input may have been read from before.
    if (::lseek(descriptor_, 0, SEEK_CUR) != 0) return std::nullopt;
    return static_cast<std::uint64_t>(status.st_size);
  }

 private:
  int descriptor_;
  bool is_ours_;
  std::string name_;
};

class MemorySource : public Source {
 public:
  MemorySource(std::string_view bytes, std::string name) : bytes_(bytes), name_(std::move(name)) {}

  Read read(std::span<char> room) override {
    const std::size_t size = bytes_.copy(room.data(), room.size());
    bytes_.remove_prefix(size);
    return {.size = size};
  }

  [[nodiscard]] std::string_view name() const override { return name_; }
  [[nodiscard]] std::optional<std::uint64_t> size() const override { return bytes_.size(); }

 private:
  std::string_view bytes_;
  std::string name_;
};

class CallbackSource : public Source {
 public:
  CallbackSource(std::function<Read(std::span<char>)> read, std::string name)
      : read_(std::move(read)), name_(std::move(name)) {}

  Read read(std::span<char> room) override { return read_(room); }
  [[nodiscard]] std::string_view name() const override { return name_; }

 private:
  std::function<Read(std::span<char>)> read_;
  std::string name_;
};

Error unreadable(std::string message) {
  return {.code = "unreadable-file", .name = "unreadable-file", .message = std::move(message)};
}

Error unopened(const std::string& path, int number) {
  switch (number) {
    case ENOENT:
    case ENOTDIR:
      return unreadable(path + ": no such file; give the path of a file, or - for standard input");
    case EACCES:
    case EPERM:
      return unreadable(path + ": permission denied; make the file readable for this user");
    default:
      return unreadable(path + ": cannot be opened: " + system_words(number));
  }
}

}  // namespace

Source::~Source() = default;

std::optional<std::uint64_t> Source::size() const {
  return std::nullopt;
}

Result<std::unique_ptr<Source>> open_source(const std::string& path) {
  if (path.empty()) return unreadable("the name of the file is empty; give a file, or - for standard input");
  // The system would see the path only up to a NUL.
  if (path.find('\0') != std::string::npos) return unopened(path.substr(0, path.find('\0')), ENOENT);
  const bool is_standard_input = path == "-";
  const std::string name = is_standard_input ? "standard input" : path;
  int descriptor = STDIN_FILENO;
  if (!is_standard_input) {
    do {
      descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    } while (descriptor < 0 && errno == EINTR);
    if (descriptor < 0) return unopened(path, errno);
  }
  std::unique_ptr<Source> source = std::make_unique<FileSource>(descriptor, !is_standard_input, name);
  struct ::stat status {};
  if (::fstat(descriptor, &status) != 0) return unopened(name, errno);
  if (S_ISDIR(status.st_mode)) return unreadable(name + ": is a directory; give a file, or - for standard input");
  return source;
}

std::unique_ptr<Source> memory_source(std::string_view bytes, std::string name) {
  return std::make_unique<MemorySource>(bytes, std::move(name));
}

std::unique_ptr<Source> callback_source(std::function<Source::Read(std::span<char>)> read, std::string name) {
  return std::make_unique<CallbackSource>(std::move(read), std::move(name));
}

}  // namespace segue
