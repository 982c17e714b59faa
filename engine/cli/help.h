// help.h: the help texts, generated from the tables of commands and flags.

#pragma once

#include <string>

#include "cli/command.h"
#include "display/terminal.h"

namespace segue::cli {

/// What `segue --help` shows.
std::string overview(const display::Terminal& terminal);

/// What `segue COMMAND --help` shows.
std::string help_for(const Command& command, const display::Terminal& terminal);

}  // namespace segue::cli
