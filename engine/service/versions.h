// versions.h: reads and adds rows of the table of versions.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "service/database.h"
#include "service/stored_version.h"

namespace segue::service {

/// Adds the campaign's next version and returns its number.
std::pair<std::uint64_t, DatabaseProblem> add_version(Database& database, std::string_view campaign,
                                                      std::string_view stored_at, std::string_view steps);

/// The version with this number, or the current one; nothing if there is none.
std::pair<std::optional<StoredVersion>, DatabaseProblem> find_version(Database& database, std::string_view campaign,
                                                                      std::optional<std::uint64_t> number);

}  // namespace segue::service
