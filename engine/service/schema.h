// schema.h: the schema of a store, and its migrations.

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "segue/result.h"
#include "service/database.h"

namespace segue::service {

/// SQL that upgrades each schema to the next. The first creates schema 1 in an empty file. Never change or remove one.
std::span<const char* const> migrations();

/// Creates the tables or upgrades those of an older file, in one transaction. Fails if the file is not a store or was
/// written by a newer segue.
std::optional<Error> bring_up_to_date(Database& database, const std::string& file,
                                      std::span<const char* const> steps = migrations());

/// Fails if bring_up_to_date() would fail or change the file.
std::optional<Error> check_up_to_date(Database& database, const std::string& file);

}  // namespace segue::service
