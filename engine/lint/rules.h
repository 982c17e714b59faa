// rules.h: the table of rules, made from rule_list.inc.

#pragma once

#include <span>

#include "lint/rule.h"

namespace segue::lint {

#define RULE(name) extern const Rule k##name;
#include "lint/rule_list.inc"
#undef RULE

/// All rules, sorted by code.
std::span<const Rule* const> rules();

}  // namespace segue::lint
