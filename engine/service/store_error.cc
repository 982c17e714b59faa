// store_error.cc: see store_error.h.

#include "service/store_error.h"

#include <string_view>

#include <fmt/format.h>

namespace segue::service {
namespace {

std::string_view describe(DatabaseProblem::Kind kind) {
  switch (kind) {
    case DatabaseProblem::Kind::kBusy:
      return "is locked by another program; stop that program and try again";
    case DatabaseProblem::Kind::kFull:
      return "cannot grow, since the disk is full; free some space and try again";
    case DatabaseProblem::Kind::kReadOnly:
      return "cannot be written; make it and its folder writable for this user";
    case DatabaseProblem::Kind::kNotADatabase:
      return "is not a segue store; name another file, or one that does not exist yet";
    case DatabaseProblem::Kind::kDamaged:
      return "is damaged; replace it by a backup (segue store backup makes them)";
    case DatabaseProblem::Kind::kCannotOpen:
      return "cannot be opened; check that its folder exists and is writable for this user";
    case DatabaseProblem::Kind::kNone:
    case DatabaseProblem::Kind::kOther:
      break;
  }
  return "cannot be read or written";
}

}  // namespace

Error store_error(std::string message) {
  return {.code = "store", .name = "store", .message = std::move(message)};
}

Error store_error(const std::string& file, const DatabaseProblem& problem) {
  return store_error(fmt::format("{} {}: {}", file, describe(problem.kind), problem.text));
}

}  // namespace segue::service
