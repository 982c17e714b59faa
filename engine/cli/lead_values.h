// lead_values.h: reads one lead, from the command line or from a list.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/lead_options.h"
#include "segue/result.h"

namespace segue::cli {

/// A lead that outlives its reader.
struct LeadValues {
  std::string key;
  bool has_key = false;
  std::vector<std::string> values;  ///< one per requested variable; empty if the lead has none
};

/// Reads one JSON object by the rules of NDJSON leads, except that it may lack a key.
Result<LeadValues> lead_from_json(const std::string& text, const std::vector<std::string>& variables,
                                  const SharedOptions& options);

/// Reads the lead in a row of `options.leads`, counted from 0. Fails if the row is missing, blank or rejected.
Result<LeadValues> lead_from_list(std::uint64_t row, const std::vector<std::string>& variables,
                                  const SharedOptions& options);

}  // namespace segue::cli
