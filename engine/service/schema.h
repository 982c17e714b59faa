// schema.h: the tables of a store, and how an older file comes to have them.

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "segue/result.h"
#include "service/database.h"

namespace segue::service {

/// SQL that leads from each schema to the next: the first makes schema 1 out of an empty file. Only ever added to.
std::span<const char* const> migrations();

/// Makes the tables, or brings an older file's up to date, all in one transaction. Refuses what is no store, and a
/// store of a newer segue.
std::optional<Error> bring_up_to_date(Database& database, const std::string& file,
                                      std::span<const char* const> steps = migrations());

/// Refuses whatever bring_up_to_date() would refuse or change.
std::optional<Error> check_up_to_date(Database& database, const std::string& file);

}  // namespace segue::service
