// documents.h: finds the documents that a command line names: files, folders, standard input.

#pragma once

#include <string>
#include <vector>

#include "segue/result.h"

namespace segue::cli {

/// The files that the operands name, each once, in the order of the operands. A folder means the .json files in it and
/// in its subfolders, sorted by path; segue.json and hidden files and folders are skipped. Fails with unreadable-file
/// for a folder that cannot be read or has no such file. Other files are not opened here.
Result<std::vector<std::string>> documents_of(const std::vector<std::string>& operands);

}  // namespace segue::cli
