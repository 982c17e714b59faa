// settings.h: `--set NAME=VALUE`: the limits, and the settings of lint rules.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "cli/flags.h"
#include "segue/lint.h"
#include "segue/sequence.h"

namespace segue::cli {

/// What --set can set.
struct Settings {
  Limits limits;
  std::size_t max_message = 1u << 20;  ///< bytes of one rendered message
  LintSettings lint;
};

/// The settings that a command accepts.
enum class SettingsKind : std::uint8_t { kNone, kLimits, kAll };

/// Applies one NAME=VALUE. For an unknown name, the message lists the known ones.
Complaint set(Settings& settings, std::string_view name_and_value, SettingsKind kind = SettingsKind::kAll);

/// The flag for a command whose options have `settings`.
template <class Options, SettingsKind kind>
constexpr Flag<Options> kSetFlag = {
    {"--set", "NAME=VALUE",
     kind == SettingsKind::kAll
         ? std::string_view(
               "a limit or a rule's setting, see the list below; sizes may end in KiB, MiB or GiB, times in "
               "d, h, m or s")
         : std::string_view("a limit, see the list below; sizes may end in KiB, MiB or GiB"),
     "Other", true},
    [](Options& options, std::string_view value) { return set(options.settings, value, kind); }};

/// Appends the flag for `setting` to a message of the library: " with --set max-steps=N" to "…; raise the max-steps
/// limit". The library itself does not name flags, see Error::setting.
std::string with_flag(std::string message, std::string_view setting);
std::string with_flag(const Error& error);

/// Lines for help: every setting with its default.
std::string settings_help(SettingsKind kind);

}  // namespace segue::cli
