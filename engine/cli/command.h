// command.h: what the frame knows of a command.

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/console.h"
#include "cli/flags.h"
#include "cli/settings.h"

namespace segue::cli {

struct Command {
  std::string_view name;
  std::string_view purpose;                     ///< one line
  std::string_view usage;                       ///< what follows "segue NAME"
  std::vector<FlagText> (*flags)();             ///< in the order of their groups
  std::string_view details;                     ///< further paragraphs of help, lines of at most 100 columns
  SettingsKind settings = SettingsKind::kNone;  ///< --help lists what --set can set
  std::string_view examples;                    ///< lines
  std::string_view exit_codes;                  ///< lines
  int (*run)(std::span<const std::string> arguments, Console& console);
};

// One file each.
extern const Command kRender;
extern const Command kPreview;
extern const Command kLint;
extern const Command kServe;
extern const Command kStore;
extern const Command kRules;
extern const Command kExplain;
extern const Command kVersionCommand;
extern const Command kHelp;

/// All commands, in the order of help.
std::span<const Command* const> commands();

/// The command of that name; null where there is none.
const Command* find_command(std::string_view name);

/// Says that there is no such command, and which was meant.
int no_such_command(std::string_view name, Console& console);

}  // namespace segue::cli
