// rules.h: the linter's rules, as a person or a program reads of them.

#pragma once

#include <string>

#include "display/terminal.h"
#include "segue/lint.h"

namespace segue::cli {

/// A line a rule: code, name, level, what it finds.
std::string rules_table(const display::Terminal& terminal);

/// All that rules say of themselves, as a JSON array of objects, one a line.
std::string rules_json();

/// One rule, whole: why, an example with what is found in it, the example mended, settings and fix.
std::string explanation(const RuleInfo& rule, const display::Terminal& terminal);

/// A setting's standard value as --set takes it: "30d", "5".
std::string standard_value(const LintSettingInfo& setting);

}  // namespace segue::cli
