// cli_errors_test.cc: an error with the line it is about.

#include <string>

#include <doctest/doctest.h>

#include "cli/output/errors.h"

using namespace segue;
using namespace segue::cli;

TEST_CASE("an error is a place, a line with a mark, and sentences") {
  const std::string source = "{\n  \"text\": 12\n}\n";
  const Error error = {.code = "D002",
                       .name = "wrong-type",
                       .message = "expected a string, found a number",
                       .pointer = "/text",
                       .range = {{.offset = 12, .line = 2, .column = 11}, {.offset = 14, .line = 2, .column = 13}}};
  CHECK(document_errors({error}, "spring.json", source, {}) ==
        "spring.json:2:11: error D002 wrong-type\n"
        "  |\n"
        "2 |   \"text\": 12\n"
        "  |           ^^\n"
        "  = expected a string, found a number\n"
        "  = at /text\n"
        "\n"
        "1 error in spring.json\n");
}
