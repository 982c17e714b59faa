// document.h: the sequence that a command is about.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/console.h"
#include "cli/settings.h"
#include "segue/lint.h"
#include "segue/sequence.h"

namespace segue::cli {

struct Document {
  std::string name;  ///< as messages call it
  std::string bytes;
  Sequence sequence;
};

/// Reads a sequence from a file, or from standard input for `-`. Where that cannot be, every reason is told on
/// standard error.
std::optional<Document> load_document(const std::string& path, const Settings& settings, Console& console);

/// What the linter's standard rules, under these settings, find in the document at level error, beside what keeps it from
/// being rendered at all.
LintResult errors_in(const Document& document, const Settings& settings);

/// Tells of errors that were found in the sequence after it was read, and answers kNotDone. They name places by
/// pointer, since a Sequence keeps no positions.
int fail_document(const Document& document, const std::vector<Error>& errors, Console& console);

}  // namespace segue::cli
