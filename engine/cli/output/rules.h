// rules.h: formats the linter's rules, for people and for programs.

#pragma once

#include <string>

#include "display/terminal.h"
#include "segue/lint.h"

namespace segue::cli {

/// One line per rule: code, name, level, what it finds.
std::string rules_table(const display::Terminal& terminal);

/// Everything about the rules, as a JSON array with one object per line.
std::string rules_json();

/// One rule in full: why, a bad example with its findings, a good example, settings and fix.
std::string explanation(const RuleInfo& rule, const display::Terminal& terminal);

/// A setting's default as --set takes it: "30d", "5".
std::string default_value(const LintSettingInfo& setting);

}  // namespace segue::cli
