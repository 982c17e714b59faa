// documents.cc: see documents.h.

#include "cli/documents.h"

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

#include "cli/files.h"

namespace segue::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kConfiguration = "segue.json";

/// The documents in a folder. Links to folders are not followed, so cycles of links do no harm.
Result<std::vector<std::string>> documents_in(const std::string& folder) {
  std::vector<std::string> paths;
  std::error_code error;
  fs::recursive_directory_iterator here(folder, error);
  while (!error && here != fs::recursive_directory_iterator()) {
    const std::string name = here->path().filename().string();
    const bool is_hidden = name.starts_with('.');
    std::error_code unknown;  // a dangling link, for example; reading the file will report it
    if (here->is_directory(unknown)) {
      if (is_hidden) here.disable_recursion_pending();
    } else if (!is_hidden && name != kConfiguration && has_ending(name, ".json")) {
      paths.push_back(here->path().string());
    }
    here.increment(error);
  }
  if (error) return unreadable(fmt::format("cannot read the folder {}: {}", folder, error.message()));
  if (paths.empty()) return unreadable(fmt::format("there is no .json file in the folder {}", folder));
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace

Result<std::vector<std::string>> documents_of(const std::vector<std::string>& operands) {
  std::vector<std::string> paths;
  std::vector<Error> errors;
  std::unordered_set<std::string> seen;
  const auto add = [&](const std::string& path) {
    if (seen.insert(path).second) paths.push_back(path);
  };
  for (const std::string& operand : operands) {
    std::error_code unknown;
    if (operand == "-" || !fs::is_directory(operand, unknown)) {
      add(operand);
      continue;
    }
    const auto inside = documents_in(operand);
    if (!inside) errors.insert(errors.end(), inside.errors().begin(), inside.errors().end());
    if (inside) std::for_each(inside->begin(), inside->end(), add);
  }
  if (!errors.empty()) return errors;
  return paths;
}

}  // namespace segue::cli
