// rules.h: the table of rules.

#pragma once

#include <span>

#include "lint/rule.h"

namespace segue::lint {

/// All rules, sorted by code.
std::span<const Rule* const> rules();

}  // namespace segue::lint
