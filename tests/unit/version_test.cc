#include "segue/version.h"

#include <string>

#include <doctest/doctest.h>

TEST_CASE("the version is that of the project, in macros, headers and library") {
  const std::string project = SEGUE_PROJECT_VERSION;
  CHECK(project == SEGUE_VERSION);
  CHECK(project == segue::kVersion);
  CHECK(project == segue::version());
  CHECK(project == std::to_string(SEGUE_VERSION_MAJOR) + "." + std::to_string(SEGUE_VERSION_MINOR) + "." +
                       std::to_string(SEGUE_VERSION_PATCH));
  CHECK(SEGUE_VERSION_NUMBER == SEGUE_VERSION_MAJOR * 10000 + SEGUE_VERSION_MINOR * 100 + SEGUE_VERSION_PATCH);
}
