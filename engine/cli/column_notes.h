// column_notes.h: notes about variables and columns, shown before a run.

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/lead_options.h"
#include "segue/bulk.h"

namespace segue::cli {

/// One note for each variable that reads a column of another name, and for each variable without a column. A note may
/// have several lines. There are none for NDJSON, which has no columns.
std::vector<std::string> column_notes(const Sequence& sequence, const LeadHeader& leads, const SharedOptions& options,
                                      std::string_view leads_name);

}  // namespace segue::cli
