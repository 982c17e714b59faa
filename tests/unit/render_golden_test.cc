// Every case of tests/golden/render: what it says must come out of the engine and of the reference alike.

#include <filesystem>

#include <doctest/doctest.h>

#include "reference/render_case.h"
#include "unit/files.h"

using namespace segue;

TEST_CASE("every golden rendering comes out as it is written") {
  int cases = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::path(SEGUE_TEST_DATA) / "golden/render")) {
    if (entry.path().extension() != ".case") continue;
    ++cases;
    CAPTURE(entry.path().filename().string());
    const reference::RenderCase test = reference::parse_render_case(read_file(entry.path()));
    CHECK(reference::describe(reference::render(test.message, test.request)) == test.expected);
    CHECK(reference::describe(reference::render_by_engine(test.message, test.request, Encoding::kPlain)) ==
          test.expected);
  }
  CHECK(cases >= 10);
}
