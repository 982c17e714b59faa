// lead_values.h: one lead to look at: given on the command line, taken from a list, or nobody.

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
  std::vector<std::string> values;  ///< one for each variable asked for; empty where it has none
};

/// Reads one JSON object by the rules of NDJSON leads: `data` first, then the top level, exactly, then loosely.
/// Its key is found like that of a list, and may be absent.
Result<LeadValues> lead_from_json(const std::string& json, const std::vector<std::string>& variables,
                                  const SharedOptions& options);

/// Reads the lead of a 0-based row. Refuses a row that is not there, is blank, or is rejected, saying why.
Result<LeadValues> lead_from_list(std::uint64_t row, const std::vector<std::string>& variables,
                                  const SharedOptions& options);

}  // namespace segue::cli
