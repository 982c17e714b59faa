// The golden cases of the rules, tests/golden/lint: what each must find, and what it must leave alone.
//
// A case file is named CODE-NAME.case and read by tests/reference/lint_case.h. SEGUE_UPDATE_GOLDEN=1 rewrites what is
// expected; read the difference before it is committed.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "reference/lint_case.h"
#include "segue/lint.h"
#include "unit/files.h"

using namespace segue;

TEST_CASE("every rule finds what its cases say, and leaves the rest alone") {
  const std::filesystem::path folder = std::filesystem::path(SEGUE_TEST_DATA) / "golden/lint";
  const bool update = std::getenv("SEGUE_UPDATE_GOLDEN") != nullptr;
  std::map<std::string, reference::LintCaseFile> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".case") continue;
    files[entry.path().stem().string()] = reference::read_lint_cases(read_file(entry.path()));
  }
  for (const RuleInfo& rule : lint_rules()) {
    const std::string name = std::string(rule.code) + "-" + std::string(rule.name);
    CAPTURE(name);
    CHECK(files.count(name) == 1);
    reference::LintCaseFile& file = files[name];
    std::size_t fires = 0;
    std::size_t silent = 0;
    for (reference::LintCase& one : file.cases) {
      CAPTURE(one.title);
      const std::string found = reference::findings_of(one, rule);
      if (update) one.expected = found;
      CHECK(found == one.expected);
      CHECK(one.fires == !found.empty());
      ++(one.fires ? fires : silent);
    }
    CHECK(fires >= 3);
    CHECK(silent >= 3);
    if (update && !file.cases.empty())
      std::ofstream(folder / (name + ".case"), std::ios::binary) << reference::write_lint_cases(file);
    files.erase(name);
  }
  for (const auto& [name, file] : files) FAIL_CHECK("no rule has the name of " << name << ".case");
}
