// compare_linters.h: the linter held against the plain one.

#pragma once

#include <string>

#include "segue/lint.h"
#include "segue/sequence.h"

namespace segue::reference {

/// Lints the sequence by each rule that has a plain form, and each message the plain way. Empty where codes, places and
/// levels agree and every witness gives its text and shows its fault; else the first disagreement, with the document.
/// Messages of more renderings than `most_renderings` are passed over.
std::string disagreement(const Sequence& sequence, const LintSettings& settings, std::size_t most_renderings);

}  // namespace segue::reference
