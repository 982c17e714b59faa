// settings.h: `--set NAME=VALUE`, the limits that errors name.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "cli/flags.h"
#include "segue/sequence.h"

namespace segue::cli {

/// What --set can set.
struct Settings {
  Limits limits;
  std::size_t max_message = 1u << 20;  ///< bytes of one rendered message
};

/// Takes one NAME=VALUE. An unknown name is met with the ones there are.
Complaint set(Settings& settings, std::string_view name_and_value);

/// The library's messages name a limit as `Limits` does; this names it as --set does.
std::string in_terms_of_flags(std::string message);

/// A paragraph for help: every name with its standard value.
std::string settings_help();

}  // namespace segue::cli
