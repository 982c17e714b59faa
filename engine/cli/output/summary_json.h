// summary_json.h: the summary of a bulk run, for programs.

#pragma once

#include <cstdint>
#include <string>

#include "segue/bulk.h"

namespace segue::cli {

/// What a summary shows in addition to the library's counts.
struct RunFacts {
  std::string leads;    ///< the name of the lead list
  std::string rejects;  ///< the rejects file; empty if there is none
  std::string output;   ///< the output file; empty for standard output
  std::uint64_t seed = 0;
  Assign assign = Assign::kKeyed;
  double seconds = 0;
};

/// One JSON object. Hashes, and numbers that a JSON reader might round (the seed), are strings.
std::string summary_json(const BulkSummary& summary, const RunFacts& facts);

}  // namespace segue::cli
