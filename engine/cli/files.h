// files.h: files as a command line names them.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include <sys/types.h>

#include "segue/result.h"

namespace segue::cli {

/// How messages call a path: itself, or "standard input" for `-`.
std::string name_of(const std::string& path);

/// The error that a file cannot be read, with this message.
Error unreadable(std::string message);

/// The bytes of a file (`-`: standard input), `most` at most. Refuses (unreadable-file) what is absent, a directory,
/// or not ours to read, saying what to do about it.
Result<std::string> read_file(const std::string& path, std::size_t most);

/// The path behind all symbolic links, also where the last of them leads to nothing yet.
std::string followed(const std::string& path);

/// What tells whether two paths are one file: device and inode, or the place where it would be created.
struct FileIdentity {
  dev_t device = 0;
  ino_t inode = 0;
  std::string place;

  bool operator==(const FileIdentity&) const = default;
};

/// None for what may well be named twice: pipes, terminals, /dev/null.
std::optional<FileIdentity> identity_of(const std::string& path);
std::optional<FileIdentity> identity_of(int descriptor);

/// Whether the path ends in `ending`, such as ".csv"; ASCII case ignored.
bool has_ending(std::string_view path, std::string_view ending);

}  // namespace segue::cli
