// keys.h: what a lead's key can be besides a column that was named.

#pragma once

#include <string>
#include <string_view>

namespace segue {

/// The key that means the number of the row.
inline constexpr std::string_view kRowKey = "row";

/// kKeyNames, for a message.
std::string list_key_names();

}  // namespace segue
