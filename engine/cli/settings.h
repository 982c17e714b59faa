// settings.h: `--set NAME=VALUE`: the limits that errors name, and what lint rules measure by.

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

/// Which of them a command has.
enum class SettingsKind : std::uint8_t { kNone, kLimits, kAll };

/// Takes one NAME=VALUE. An unknown name is met with the ones there are.
Complaint set(Settings& settings, std::string_view name_and_value, SettingsKind kind = SettingsKind::kAll);

/// The flag for a command whose options have `settings`.
template <class Options, SettingsKind kind>
constexpr Flag<Options> kSetFlag = {
    {"--set", "NAME=VALUE",
     kind == SettingsKind::kAll
         ? std::string_view(
               "a limit or what a rule measures by, as listed below; sizes may end in KiB, MiB or GiB, times "
               "in d, h, m or s")
         : std::string_view("a limit, as listed below; sizes may end in KiB, MiB or GiB"),
     "Other", true},
    [](Options& options, std::string_view value) { return set(options.settings, value, kind); }};

/// A message of the library, with the flag for the setting that it ends on: "…; raise the max-steps limit" and
/// " with --set max-steps=N". The library itself knows no flags, see Error::setting.
std::string with_flag(std::string message, std::string_view setting);
std::string with_flag(const Error& error);

/// A paragraph for help: every name with its standard value.
std::string settings_help(SettingsKind kind);

}  // namespace segue::cli
