// errors.h: formats the errors of a document for people.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "display/terminal.h"
#include "segue/result.h"

namespace segue::cli {

/// All errors of a document, one paragraph each (see paragraph.h), followed by their number.
std::string document_errors(const std::vector<Error>& errors, std::string_view file, std::string_view source,
                            const display::Terminal& terminal);

}  // namespace segue::cli
