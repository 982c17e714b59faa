// command.h: a command, with its help texts, flags and entry point.

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
  std::string_view usage;                       ///< the part after "segue NAME"
  std::vector<FlagText> (*flags)();             ///< sorted by group
  std::string_view details;                     ///< more paragraphs of help, lines of at most 110 columns
  SettingsKind settings = SettingsKind::kNone;  ///< the settings that --set accepts, listed by --help
  std::string_view examples;                    ///< one per line
  std::string_view exit_codes;                  ///< one per line
  int (*run)(std::span<const std::string> arguments, Console& console);
};

// Each is defined in a file of its own.
extern const Command kRender;
extern const Command kPreview;
extern const Command kLint;
extern const Command kServe;
extern const Command kStore;
extern const Command kRules;
extern const Command kExplain;
extern const Command kVersionCommand;
extern const Command kHelp;

/// All commands, in the order in which help lists them.
std::span<const Command* const> commands();

/// The command with this name, or null.
const Command* find_command(std::string_view name);

/// Reports an unknown command and suggests a similar one. Returns kNotDone.
int no_such_command(std::string_view name, Console& console);

}  // namespace segue::cli
