// store_file.cc: see store_file.h.

#include "service/store_file.h"

#include <cerrno>
#include <filesystem>
#include <optional>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "service/schema.h"
#include "service/store_error.h"

namespace segue::service {
namespace {

namespace fs = std::filesystem;

constexpr int kWaitForLocks = 5000;  // milliseconds; another program may use the file, or a backup may be finishing

std::string error_text(int error) {
  return std::generic_category().message(error);
}

enum class Existence : bool { kRequired, kOptional };

/// The canonical path of the file. Checks it first, since SQLite would open a device or a pipe, and would read the path
/// only up to a NUL.
Result<std::string> path_of(const std::string& path, Existence existence) {
  if (path.empty() || path.find('\0') != std::string::npos) return store_error("expected a file name for the store");
  std::error_code problem;
  const fs::path whole = fs::weakly_canonical(path, problem);
  struct stat status {};
  const int error = ::stat(path.c_str(), &status) == 0 ? 0 : errno;
  if (error == 0 && S_ISDIR(status.st_mode)) {
    return store_error(fmt::format("{} is a directory; name a file in it", path));
  }
  if (error == 0 && !S_ISREG(status.st_mode)) {
    return store_error(fmt::format("{} is not a regular file; name one, or one that does not exist yet", path));
  }
  if (error != 0 && error != ENOENT) {
    return store_error(fmt::format("{} cannot be opened: {}", path, error_text(error)));
  }
  if (error == ENOENT && existence == Existence::kRequired) {
    return store_error(fmt::format("no file \"{}\"; name the store that segue serve writes to", path));
  }
  std::error_code no_link;
  if (error == ENOENT && fs::is_symlink(path, no_link)) {
    return store_error(fmt::format("{} is a link to a file that does not exist; name that file", path));
  }
  if (error == ENOENT && !fs::is_directory(fs::absolute(path, no_link).parent_path(), no_link)) {
    return store_error(fmt::format("cannot create {}: there is no such directory", path));
  }
  if (problem) return store_error(fmt::format("{} cannot be opened: {}", path, problem.message()));
  return whole.string();
}

/// Checks the whole file. Otherwise a damaged page in its middle would show only when it is read, perhaps much later.
std::optional<Error> check_integrity(Database& database, const std::string& file) {
  const auto [verdict, problem] = database.text("PRAGMA quick_check(1)");
  if (problem) return store_error(file, problem);
  if (verdict == "ok") return std::nullopt;
  return store_error(file, DatabaseProblem{DatabaseProblem::Kind::kDamaged, verdict});
}

/// Fails if the file is not a database, so that nothing is created next to it, not even a lock.
std::optional<Error> check_kind(const std::string& whole, const std::string& file) {
  std::error_code ignored;
  if (!fs::exists(whole, ignored)) return std::nullopt;
  Database database;
  if (database.open(whole, Database::Access::kRead)) return std::nullopt;  // opening it for writing reports why
  const auto [schema, problem] = database.number("PRAGMA schema_version");
  if (problem.kind != DatabaseProblem::Kind::kNotADatabase) return std::nullopt;
  return store_error(file, problem);
}

/// Syncs every commit to disk, in a write-ahead log, so that readers do not block.
std::optional<Error> make_durable(Database& database, const std::string& file) {
  const auto [mode, problem] = database.text("PRAGMA journal_mode = WAL");
  if (problem) return store_error(file, problem);
  if (mode != "wal") {
    return store_error(fmt::format(
        "{} is on a file system that does not support SQLite's write-ahead log; name a file elsewhere", file));
  }
  // The second truncates a log that has grown, when it is restarted.
  const DatabaseProblem unset = database.run("PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 16777216;");
  if (unset) return store_error(file, unset);
  return std::nullopt;
}

}  // namespace

Result<StoreFile> open_to_write(const std::string& path) {
  auto whole = path_of(path, Existence::kOptional);
  if (!whole) return whole.errors();
  if (auto error = check_kind(*whole, path)) return *std::move(error);
  auto lock = FileLock::take(*whole + ".lock", path);
  if (!lock) return lock.errors();
  StoreFile file{.path = *std::move(whole), .lock = *std::move(lock), .database = {}};
  if (const DatabaseProblem problem = file.database.open(file.path, Database::Access::kCreate)) {
    return store_error(path, problem);
  }
  if (file.database.is_read_only()) {
    return store_error(path, DatabaseProblem{DatabaseProblem::Kind::kReadOnly, "it can only be opened for reading"});
  }
  file.database.wait_for_locks(kWaitForLocks);
  // Check that it is a store before anything is written, so that a file of another program stays unchanged.
  if (const auto [schema, problem] = file.database.number("PRAGMA schema_version"); problem) {
    return store_error(path, problem);
  }
  if (auto error = check_integrity(file.database, path)) return *std::move(error);
  if (auto error = bring_up_to_date(file.database, path)) return *std::move(error);
  if (auto error = make_durable(file.database, path)) return *std::move(error);
  if (!sync_folder_of(file.path)) {
    return store_error(fmt::format("the folder of {} cannot be synced to disk: {}", path, error_text(errno)));
  }
  return file;
}

Result<Database> open_to_read(const std::string& path) {
  const auto whole = path_of(path, Existence::kRequired);
  if (!whole) return whole.errors();
  Database database;
  if (const DatabaseProblem problem = database.open(*whole, Database::Access::kRead)) return store_error(path, problem);
  database.wait_for_locks(kWaitForLocks);
  if (auto error = check_up_to_date(database, path)) return *std::move(error);
  return database;
}

bool sync_folder_of(const std::string& path) {
  const fs::path folder = fs::path(path).parent_path();
  const int descriptor = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool is_done = ::fsync(descriptor) == 0;
  const int error = errno;
  ::close(descriptor);
  errno = error;
  return is_done;
}

}  // namespace segue::service
