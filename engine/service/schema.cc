// schema.cc: see schema.h.

#include "service/schema.h"

#include <fmt/format.h>

#include "service/store_error.h"

namespace segue::service {
namespace {

constexpr std::uint32_t kApplicationId = 0x73656775;  // "segu": distinguishes a store from other SQLite files

// Rows are only added, with ascending rowids, and never changed; an export relies on that. A version's steps are often
// longer than a page. They stay in the table, in the order of writing, so that the index is small and fast.
constexpr const char* kMigrations[] = {
    "CREATE TABLE versions ("
    "  id INTEGER PRIMARY KEY,"
    "  campaign TEXT NOT NULL,"
    "  number INTEGER NOT NULL CHECK (number >= 1),"
    "  stored_at TEXT NOT NULL,"  // UTC, RFC 3339; only for information
    "  steps TEXT NOT NULL,"      // a JSON array
    "  UNIQUE (campaign, number)"
    ") STRICT;",
};

/// How the file identifies itself.
struct Stamp {
  std::uint64_t application = 0;
  std::uint64_t schema = 0;
  std::uint64_t tables = 0;
};

Result<Stamp> stamp_of(Database& database, const std::string& file) {
  const auto [application, no_application] = database.number("PRAGMA application_id");
  if (no_application) return store_error(file, no_application);
  const auto [schema, no_schema] = database.number("PRAGMA user_version");
  if (no_schema) return store_error(file, no_schema);
  const auto [tables, no_tables] = database.number("SELECT count(*) FROM sqlite_schema");
  if (no_tables) return store_error(file, no_tables);
  return Stamp{.application = application, .schema = schema, .tables = tables};
}

/// The schema of a store, or 0 for an empty file; `newest` is the newest schema that this version supports.
Result<std::uint64_t> schema_of(Database& database, const std::string& file, std::uint64_t newest) {
  const auto stamp = stamp_of(database, file);
  if (!stamp) return stamp.errors();
  if (stamp->application == 0 && stamp->schema == 0 && stamp->tables == 0) return std::uint64_t{0};
  if (stamp->application != kApplicationId || stamp->schema == 0) {
    return store_error(fmt::format(
        "{} is a database of another program, not a segue store; name another file, or one that does not exist yet",
        file));
  }
  if (stamp->schema > newest) {
    return store_error(
        fmt::format("{} was written by a newer segue: its schema is {}, and this version supports at most {}; "
                    "use the newer segue",
                    file, stamp->schema, newest));
  }
  return stamp->schema;
}

}  // namespace

std::span<const char* const> migrations() {
  return kMigrations;
}

std::optional<Error> bring_up_to_date(Database& database, const std::string& file, std::span<const char* const> steps) {
  const auto schema = schema_of(database, file, steps.size());
  if (!schema) return schema.errors().front();
  if (*schema == steps.size()) return std::nullopt;
  std::string script = "BEGIN IMMEDIATE;";
  for (const char* step : steps.subspan(*schema)) script += step;
  script += fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}; COMMIT;", kApplicationId, steps.size());
  const DatabaseProblem problem = database.run(script.c_str());
  if (!problem) return std::nullopt;
  Error error = store_error(file, problem);
  if (database.is_in_transaction()) static_cast<void>(database.run("ROLLBACK"));
  return error;
}

std::optional<Error> check_up_to_date(Database& database, const std::string& file) {
  const std::uint64_t newest = migrations().size();
  const auto schema = schema_of(database, file, newest);
  if (!schema) return schema.errors().front();
  if (*schema == newest) return std::nullopt;
  if (*schema == 0) return store_error(fmt::format("{} is empty; name an existing store", file));
  return store_error(fmt::format("{} was written by an older segue; segue serve brings it up to date", file));
}

}  // namespace segue::service
