// stored_version.h: one version of a campaign's sequence.

#pragma once

#include <cstdint>
#include <string>

namespace segue::service {

struct StoredVersion {
  std::uint64_t number = 0;
  std::string steps;  ///< a JSON array, as it was put
};

}  // namespace segue::service
