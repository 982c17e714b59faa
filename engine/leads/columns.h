// columns.h: which column is meant by a name.

#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/column_match.h"
#include "segue/leads.h"
#include "segue/result.h"

namespace segue {

/// The column that a variable is mapped to outright; null where it is not. The last word counts.
const std::string* mapped_column(std::string_view variable, const LeadOptions& options);

/// What LeadOptions asks of a header, found in it.
struct Binding {
  std::vector<std::size_t> variables;  ///< for each the column that gives its values; kNoColumn where none fits
  std::size_t key = kNoColumn;         ///< kNoColumn: rows are their own keys
};

/// Refuses no-column, duplicate-column and no-key, all of them at once. `source` is what messages call the leads.
Result<Binding> bind_columns(std::string_view source, std::span<const std::string> columns, const LeadOptions& options);

/// Names for a message: `id, First Name, Company`, of long lists the first.
std::string list_names(std::span<const std::string> names);
/// The names that a key is looked for under, for a message.
std::string list_key_names();

/// The key that stands for the number of the row.
inline constexpr std::string_view kRowKey = "row";

}  // namespace segue
