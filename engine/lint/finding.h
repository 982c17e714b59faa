// finding.h: drafts, and the errors of the reader, become findings: with pointers, ranges and fingerprints, in document
// order.

#pragma once

#include <string_view>
#include <vector>

#include "lint/reporter.h"
#include "lint/selection.h"
#include "segue/lint.h"
#include "segue/sequence.h"

namespace segue::lint {

/// The findings of a sequence that has no bytes: their ranges are empty. Takes the drafts' text.
std::vector<Finding> findings_of(const Sequence& sequence, std::vector<Draft>& drafts);

/// The findings of a document, the reader's errors among them. `bytes` are what it was read from, within `limits`.
std::vector<Finding> findings_of(const PartialDocument& document, std::string_view bytes, const Limits& limits,
                                 std::vector<Draft>& drafts, const Linter::Selection& selection);

}  // namespace segue::lint
