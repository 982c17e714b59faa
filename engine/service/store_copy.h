// store_copy.h: a store's backup, made while a server writes to it.

#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "segue/result.h"

namespace segue::service {

/// What a store holds.
struct StoreCounts {
  std::uint64_t versions = 0;
  std::uint64_t campaigns = 0;
};

/// Writes the store as it is at one moment to the file `copy`, which must be empty; the copy is a store too. Whether it
/// is on the disk when this is done is the caller's to see to.
Result<StoreCounts> copy_store(const std::string& store, const std::string& copy);

/// Refuses a place where a store is in use, or was not closed: its log would be taken for that of the file put there.
std::optional<Error> check_replaceable(const std::string& path);

}  // namespace segue::service
