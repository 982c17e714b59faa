// column_notes.h: what is to be said of a sequence's variables and a list's columns before the run.

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/lead_options.h"
#include "segue/bulk.h"

namespace segue::cli {

/// Sentences about variables that read a column of another name, and about those that no column fits. Further lines
/// of a sentence follow a line break. None for NDJSON, where each record decides for itself.
std::vector<std::string> column_notes(const Sequence& sequence, const LeadHeader& leads, const SharedOptions& options,
                                      std::string_view leads_name);

}  // namespace segue::cli
