// errors.h: what is wrong with a document, as a person reads it: where, what, and the line it is about.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "display/terminal.h"
#include "segue/result.h"

namespace segue::cli {

/// All errors of a document, a paragraph each (see paragraph.h), and a line that counts them.
std::string document_errors(const std::vector<Error>& errors, std::string_view file, std::string_view source,
                            const display::Terminal& terminal);

}  // namespace segue::cli
