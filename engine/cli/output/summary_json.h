// summary_json.h: what became of a bulk run, for programs.

#pragma once

#include <cstdint>
#include <string>

#include "segue/bulk.h"

namespace segue::cli {

/// What a summary tells beside the library's own counts.
struct RunFacts {
  std::string leads;    ///< the name of the lead list
  std::string rejects;  ///< the file the rejects went to; "" where there is none
  std::string output;   ///< the file the messages went to; "" is standard output
  std::uint64_t seed = 0;
  Assign assign = Assign::kKeyed;
  double seconds = 0;
};

/// One JSON object. 64-bit numbers that a JSON reader might round (the seed) and hashes are strings.
std::string summary_json(const BulkSummary& summary, const RunFacts& facts);

}  // namespace segue::cli
