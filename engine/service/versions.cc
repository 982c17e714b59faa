// versions.cc: see versions.h.

#include "service/versions.h"

#include <limits>

namespace segue::service {

std::pair<std::uint64_t, DatabaseProblem> add_version(Database& database, std::string_view campaign,
                                                      std::string_view stored_at, std::string_view steps) {
  Query query = database.query(
      "INSERT INTO versions (campaign, number, stored_at, steps)"
      " SELECT ?1, coalesce(max(number), 0) + 1, ?2, ?3 FROM versions WHERE campaign = ?1"
      " RETURNING number");
  query.bind(1, campaign);
  query.bind(2, stored_at);
  query.bind(3, steps);
  std::uint64_t number = 0;
  while (query.step() == Query::Step::kRow) number = query.number(0);
  return {number, query.problem()};
}

std::pair<std::optional<StoredVersion>, DatabaseProblem> find_version(Database& database, std::string_view campaign,
                                                                      std::optional<std::uint64_t> number) {
  if (number > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) return {};  // SQLite's maximum
  Query query = database.query(
      number ? std::string_view("SELECT number, steps FROM versions WHERE campaign = ?1 AND number = ?2")
             : std::string_view("SELECT number, steps FROM versions WHERE campaign = ?1 ORDER BY number DESC LIMIT 1"));
  query.bind(1, campaign);
  if (number) query.bind(2, *number);
  std::optional<StoredVersion> found;
  if (query.step() == Query::Step::kRow) {
    found = StoredVersion{.number = query.number(0), .steps = std::string(query.text(1))};
  }
  return {std::move(found), query.problem()};
}

}  // namespace segue::service
