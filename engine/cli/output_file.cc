// output_file.cc: see output_file.h.

#include "cli/output_file.h"

#include <cerrno>
#include <cstring>
#include <optional>
#include <random>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/files.h"
#include "cli/interruption.h"
#include "cli/write_all.h"

namespace segue::cli {
namespace {

Error unwritable(std::string message) {
  return {.code = "unwritable-output", .name = "unwritable-output", .message = std::move(message)};
}

/// An unused name next to `target`: hidden, and marked as ours.
std::string temporary_name(const std::string& target) {
  constexpr std::size_t kLongestBase = 200;        // file names end at 255 bytes
  const std::size_t base = target.rfind('/') + 1;  // npos + 1 is 0
  std::random_device random;
  return fmt::format("{}.{}.segue-{:08x}{:08x}", target.substr(0, base), target.substr(base, kLongestBase), random(),
                     random());
}

/// Whether anybody may still read what is written. Only a pipe, socket or terminal can have lost its reader.
bool has_reader(int descriptor) {
  pollfd state{.fd = descriptor, .events = 0, .revents = 0};
  return ::poll(&state, 1, 0) <= 0 || (state.revents & (POLLERR | POLLHUP)) == 0;
}

std::optional<struct stat> status_of(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return std::nullopt;
  return status;
}

}  // namespace

Result<std::unique_ptr<OutputFile>> OutputFile::open(const std::string& path) {
  if (path.empty()) return unwritable("expected the name of a file, found \"\"");
  const auto status = status_of(path);
  if (status && S_ISDIR(status->st_mode)) return unwritable(fmt::format("{} is a directory; name a file in it", path));
  // A path in /dev or /proc may be an open file of a process; write to it, do not replace it.
  const bool is_open_file = path.starts_with("/dev/") || path.starts_with("/proc/");
  if (is_open_file || (status && !S_ISREG(status->st_mode))) return open_direct(path);
  return open_beside(path, followed(path));
}

std::unique_ptr<OutputFile> OutputFile::standard_output() {
  return std::unique_ptr<OutputFile>(new OutputFile("standard output", STDOUT_FILENO));
}

Result<std::unique_ptr<OutputFile>> OutputFile::open_direct(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY);
  if (descriptor < 0) return unwritable(fmt::format("cannot write to {}: {}", path, std::strerror(errno)));
  return std::unique_ptr<OutputFile>(new OutputFile(path, descriptor));
}

Result<std::unique_ptr<OutputFile>> OutputFile::open_beside(const std::string& path, const std::string& target) {
  const auto before = status_of(target);
  if (before && ::faccessat(AT_FDCWD, target.c_str(), W_OK, AT_EACCESS) != 0) {
    return unwritable(fmt::format("cannot replace {}: {}", path, std::strerror(errno)));
  }
  std::unique_ptr<OutputFile> file(new OutputFile(path, -1));
  file->target_ = target;
  file->temporary_ = temporary_name(target);

  const Uninterrupted uninterrupted;
  file->descriptor_ = ::open(file->temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (file->descriptor_ < 0) {
    const int error = errno;
    file->temporary_.clear();  // nothing to remove
    if (error == ENOENT || error == ENOTDIR) {
      return unwritable(fmt::format("cannot create {}: there is no such directory", path));
    }
    return unwritable(fmt::format("cannot create a file next to {}: {}", path, std::strerror(error)));
  }
  mark_temporary(file->temporary_.c_str());
  if (before) {
    // The owner first, since chown() may clear bits of the mode. Only root can give files away; anyone else becomes
    // the owner of the new file, as with any editor.
    if (::fchown(file->descriptor_, before->st_uid, before->st_gid) != 0) errno = 0;
    if (::fchmod(file->descriptor_, before->st_mode & 07777) != 0) {
      return unwritable(fmt::format("cannot give the new {} the mode of the old one: {}", path, std::strerror(errno)));
    }
  }
  return file;
}

OutputFile::~OutputFile() {
  discard();
}

Sink::Write OutputFile::write(std::string_view bytes) {
  if (!problem_.empty()) return {.problem = problem_};
  if (bytes.empty()) return {.closed = !has_reader(descriptor_)};
  const int error = write_all(descriptor_, bytes);
  if (error == 0) return {};
  if (error == EPIPE) return {.closed = true};
  static_cast<void>(failed("write to", error));
  return {.problem = problem_};
}

bool OutputFile::commit() {
  if (temporary_.empty()) return problem_.empty();
  if (::fsync(descriptor_) != 0) return failed("write", errno);
  const int closed = ::close(descriptor_);
  descriptor_ = -1;
  if (closed != 0) return failed("write", errno);
  const Uninterrupted uninterrupted;
  if (::rename(temporary_.c_str(), target_.c_str()) != 0) return failed("replace", errno);
  unmark_temporary(temporary_.c_str());
  temporary_.clear();
  return true;
}

bool OutputFile::failed(std::string_view what, int error) {
  problem_ = fmt::format("cannot {} {}: {}", what, name_, std::strerror(error));
  if (error == ENOSPC || error == EDQUOT || error == EFBIG) {
    problem_ += temporary_.empty() ? "; free some space and run again"
                                   : "; the file is unchanged, free some space and run again";
  }
  discard();
  return false;
}

void OutputFile::discard() {
  if (descriptor_ > STDERR_FILENO) ::close(descriptor_);
  descriptor_ = -1;
  if (temporary_.empty()) return;
  const Uninterrupted uninterrupted;
  ::unlink(temporary_.c_str());
  unmark_temporary(temporary_.c_str());
  temporary_.clear();
}

}  // namespace segue::cli
