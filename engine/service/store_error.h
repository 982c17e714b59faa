// store_error.h: the errors of the store.

#pragma once

#include <string>

#include "segue/result.h"
#include "service/database.h"

namespace segue::service {

/// Code store.
Error store_error(std::string message);

/// `FILE: WHAT`, with what to do about the problem and SQLite's own words.
Error store_error(const std::string& file, const DatabaseProblem& problem);

}  // namespace segue::service
