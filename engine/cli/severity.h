// severity.h: parses a severity level.

#pragma once

#include <string_view>

#include "cli/flags.h"
#include "segue/lint.h"

namespace segue::cli {

/// `error`, `warning` or `information`.
inline Result<Severity> read_severity(std::string_view text) {
  return read_choice<Severity>(
      text, {{"error", Severity::kError}, {"warning", Severity::kWarning}, {"information", Severity::kInformation}});
}

}  // namespace segue::cli
