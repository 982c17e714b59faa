// documents.h: the documents that a command line names: files, folders, standard input.

#pragma once

#include <string>
#include <vector>

#include "segue/result.h"

namespace segue::cli {

/// The files that operands name, each once, in the order of the operands. A folder stands for the .json files in it and
/// below it, sorted by path; segue.json, and what begins with a dot, is passed over. Refuses (unreadable-file) a
/// folder that cannot be read or has no such file. What cannot be read otherwise is told when it is read.
Result<std::vector<std::string>> documents_of(const std::vector<std::string>& operands);

}  // namespace segue::cli
