// same_json.h: whether two texts are the same JSON value: key order and the spelling of numbers included.

#pragma once

#include <string_view>

namespace segue::reference {

/// Both must be JSON of at most 1,000 levels; anything else is the same as nothing.
bool same_json(std::string_view left, std::string_view right);

}  // namespace segue::reference
