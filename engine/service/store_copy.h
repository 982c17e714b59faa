// store_copy.h: backs up a store while a server may write to it.

#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "segue/result.h"

namespace segue::service {

/// The size of a store.
struct StoreCounts {
  std::uint64_t versions = 0;
  std::uint64_t campaigns = 0;
};

/// Writes a snapshot of the store to the file `copy`, which must be empty. The copy is a store, too. The caller must
/// sync it to disk.
Result<StoreCounts> copy_store(const std::string& store, const std::string& copy);

/// Fails if there is a store at `path` that is in use or was not closed: SQLite would apply its log to the file that
/// replaces it.
std::optional<Error> check_replaceable(const std::string& path);

}  // namespace segue::service
