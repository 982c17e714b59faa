// lead_values.h: reads one lead, from the command line or from a list.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/lead_options.h"
#include "segue/leads.h"
#include "segue/result.h"

namespace segue::cli {

/// Reads one JSON object as parse_lead() does, except that it may lack a key.
Result<LeadValues> lead_from_json(const std::string& text, const std::vector<std::string>& variables,
                                  const SharedOptions& options);

/// Reads the lead in a row of `options.leads`, counted from 0. Fails if the row is missing, blank or rejected.
Result<LeadValues> lead_from_list(std::uint64_t row, const std::vector<std::string>& variables,
                                  const SharedOptions& options);

}  // namespace segue::cli
