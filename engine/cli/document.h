// document.h: loads the sequence that a command works on.

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

/// Reads a sequence from a file, or from standard input for `-`. On failure, reports every error on standard error and
/// returns nothing.
std::optional<Document> load_document(const std::string& path, const Settings& settings, Console& console);

/// The findings of level error that the linter's default rules report for the document under these settings, without
/// those that the renderer reports anyway.
LintResult errors_in(const Document& document, const Settings& settings);

/// Reports errors that were found after the sequence was parsed, and returns kNotDone. Each names its place by a JSON
/// Pointer, since a Sequence keeps no positions.
int fail_document(const Document& document, const std::vector<Error>& errors, Console& console);

}  // namespace segue::cli
