// store_error.h: the errors of the store.

#pragma once

#include <string>

#include "segue/result.h"
#include "service/database.h"

namespace segue::service {

/// An error with code store.
Error store_error(std::string message);

/// The file, the problem with what to do about it, and SQLite's own message.
Error store_error(const std::string& file, const DatabaseProblem& problem);

}  // namespace segue::service
