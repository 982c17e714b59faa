// store_copy.cc: see store_copy.h.

#include "service/store_copy.h"

#include <filesystem>
#include <system_error>

#include <fmt/format.h>

#include "service/database.h"
#include "service/file_lock.h"
#include "service/store_error.h"
#include "service/store_file.h"

namespace segue::service {

Result<StoreCounts> copy_store(const std::string& store, const std::string& copy) {
  auto database = open_to_read(store);
  if (!database) return database.errors();
  {
    Query query = database->query("VACUUM INTO ?1");
    query.bind(1, copy);
    while (query.step() == Query::Step::kRow) {
    }
    if (query.problem()) return store_error(fmt::format("the backup of {}", store), query.problem());
  }
  // Count in the copy, since the store may have more versions by now. This also detects damaged pages.
  Database written;
  if (const DatabaseProblem problem = written.open(copy, Database::Access::kRead)) return store_error(copy, problem);
  const auto [versions, no_versions] = written.number("SELECT count(*) FROM versions");
  if (no_versions) return store_error(copy, no_versions);
  const auto [campaigns, no_campaigns] = written.number("SELECT count(*) FROM versions WHERE number = 1");
  if (no_campaigns) return store_error(copy, no_campaigns);
  return StoreCounts{.versions = versions, .campaigns = campaigns};
}

std::optional<Error> check_replaceable(const std::string& path) {
  std::error_code problem;
  const std::string whole = std::filesystem::weakly_canonical(path, problem).string();
  for (const char* ending : {"-wal", "-journal"}) {
    // Readers may leave an empty one; it means nothing.
    const auto size = std::filesystem::file_size(whole + ending, problem);
    if (!problem && size > 0) {
      return store_error(fmt::format("{} is a store that is in use or was not closed ({}{} exists); name another file",
                                     path, path, ending));
    }
  }
  if (!std::filesystem::exists(whole + ".lock", problem)) return std::nullopt;
  const auto lock = FileLock::take(whole + ".lock", path);
  if (!lock) return lock.errors().front();
  return std::nullopt;
}

}  // namespace segue::service
