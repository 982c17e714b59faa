// random_message.h: small sequences full of what text rules look for: blanks, marks, repeated variables, empty
// alternatives, several scripts, markup, links.

#pragma once

#include <random>
#include <utility>

#include "segue/lint.h"
#include "segue/sequence.h"

namespace segue::reference {

/// A sequence of one or two messages of up to seven segments, and settings that fit it. The same for the same numbers.
std::pair<Sequence, LintSettings> random_case(std::mt19937& random);

}  // namespace segue::reference
