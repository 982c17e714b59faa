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

constexpr int kWaitForLocks = 5000;  // milliseconds: another program at work on the file, a backup that just ends

std::string words_of(int error) {
  return std::generic_category().message(error);
}

enum class Wanted : bool { kThere, kThereOrNot };

/// The file's one name. SQLite would open a device or a pipe, and see the path only up to a NUL.
Result<std::string> path_of(const std::string& path, Wanted wanted) {
  if (path.empty() || path.find('\0') != std::string::npos) return store_error("expected the name of a file as store");
  std::error_code problem;
  const fs::path whole = fs::weakly_canonical(path, problem);
  struct stat status {};
  const int error = ::stat(path.c_str(), &status) == 0 ? 0 : errno;
  if (error == 0 && S_ISDIR(status.st_mode)) {
    return store_error(fmt::format("{} is a directory; name a file in it", path));
  }
  if (error == 0 && !S_ISREG(status.st_mode)) {
    return store_error(fmt::format("{} is no regular file; name one, or one that is not there yet", path));
  }
  if (error != 0 && error != ENOENT) return store_error(fmt::format("{} cannot be opened: {}", path, words_of(error)));
  if (error == ENOENT && wanted == Wanted::kThere) {
    return store_error(fmt::format("no file \"{}\"; name the store that segue serve writes to", path));
  }
  std::error_code no_link;
  if (error == ENOENT && fs::is_symlink(path, no_link)) {
    return store_error(fmt::format("{} is a link to a file that is not there; name that file", path));
  }
  if (error == ENOENT && !fs::is_directory(fs::absolute(path, no_link).parent_path(), no_link)) {
    return store_error(fmt::format("cannot create {}: there is no such directory", path));
  }
  if (problem) return store_error(fmt::format("{} cannot be opened: {}", path, problem.message()));
  return whole.string();
}

/// Sees that the database is sound. A write that is damaged in the middle of the file shows when that is read, which
/// may be never, or when it hurts most.
std::optional<Error> check_soundness(Database& database, const std::string& file) {
  const auto [verdict, problem] = database.text("PRAGMA quick_check(1)");
  if (problem) return store_error(file, problem);
  if (verdict == "ok") return std::nullopt;
  return store_error(file, DatabaseProblem{DatabaseProblem::Kind::kDamaged, verdict});
}

/// Beside a file that is no database nothing is made, not even a lock.
std::optional<Error> check_kind(const std::string& whole, const std::string& file) {
  std::error_code ignored;
  if (!fs::exists(whole, ignored)) return std::nullopt;
  Database database;
  if (database.open(whole, Database::Access::kRead)) return std::nullopt;  // why is told where it is opened to write
  const auto [schema, problem] = database.number("PRAGMA schema_version");
  if (problem.kind != DatabaseProblem::Kind::kNotADatabase) return std::nullopt;
  return store_error(file, problem);
}

/// Has every commit wait for the disk, in a log that readers need not wait for.
std::optional<Error> make_durable(Database& database, const std::string& file) {
  const auto [mode, problem] = database.text("PRAGMA journal_mode = WAL");
  if (problem) return store_error(file, problem);
  if (mode != "wal") {
    return store_error(
        fmt::format("{} is on a file system on which SQLite can keep no write-ahead log; name a file elsewhere", file));
  }
  // The second cuts a log that had to grow, once it begins anew.
  const DatabaseProblem unset = database.run("PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 16777216;");
  if (unset) return store_error(file, unset);
  return std::nullopt;
}

}  // namespace

Result<StoreFile> open_to_write(const std::string& path) {
  auto whole = path_of(path, Wanted::kThereOrNot);
  if (!whole) return whole.errors();
  if (auto error = check_kind(*whole, path)) return *std::move(error);
  auto lock = FileLock::take(*whole + ".lock", path);
  if (!lock) return lock.errors();
  StoreFile file{.path = *std::move(whole), .lock = *std::move(lock), .database = {}};
  if (const DatabaseProblem problem = file.database.open(file.path, Database::Access::kCreate)) {
    return store_error(path, problem);
  }
  if (file.database.is_read_only()) {
    return store_error(path, DatabaseProblem{DatabaseProblem::Kind::kReadOnly, "it could be opened for reading only"});
  }
  file.database.wait_for_locks(kWaitForLocks);
  // A file of another program is left as it is; what that is shows before anything is written.
  if (const auto [schema, problem] = file.database.number("PRAGMA schema_version"); problem) {
    return store_error(path, problem);
  }
  if (auto error = check_soundness(file.database, path)) return *std::move(error);
  if (auto error = bring_up_to_date(file.database, path)) return *std::move(error);
  if (auto error = make_durable(file.database, path)) return *std::move(error);
  if (!sync_folder_of(file.path)) {
    return store_error(fmt::format("the folder of {} cannot be written to the disk: {}", path, words_of(errno)));
  }
  return file;
}

Result<Database> open_to_read(const std::string& path) {
  const auto whole = path_of(path, Wanted::kThere);
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
