// columns.h: what LeadOptions asks of the columns of a list, and which of them that is.

#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/column_match.h"
#include "leads/chunker.h"
#include "segue/leads.h"
#include "segue/result.h"

namespace segue {

/// The column that a variable is mapped to; null if it is not. The last entry counts.
const std::string* mapped_column(std::string_view variable, const LeadOptions& options);

/// The columns that were found.
struct Binding {
  std::vector<std::size_t> variables;  ///< for each the column that gives its values; kNoColumn if none fits
  std::size_t key = kNoColumn;         ///< kNoColumn: rows are their own keys
};

/// Refuses no-column, duplicate-column and no-key, all of them at once. `source` is what messages call the leads.
Result<Binding> bind_columns(std::string_view source, std::span<const std::string> columns, const LeadOptions& options);

/// Names what was found in `names.columns`.
void name_columns(const Binding& binding, LeadNames& names);

/// Names for a message: `id, First Name, Company`; of a long list, the first.
std::string list_names(std::span<const std::string> names);

}  // namespace segue
