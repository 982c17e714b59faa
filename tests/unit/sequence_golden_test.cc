// Every document of tests/golden/sequence: NAME.json is read; NAME.errors holds what is wrong with it, a line each,
// and documents without one must come back as an equal JSON value.
//
// SEGUE_UPDATE_GOLDEN=1 rewrites the .errors files; read the difference before it is committed.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "reference/same_json.h"
#include "segue/sequence.h"
#include "unit/files.h"

using namespace segue;

namespace {

std::string place(const Position& position) {
  return std::to_string(position.line) + ":" + std::to_string(position.column) + "@" + std::to_string(position.offset);
}

std::string listing(const std::vector<Error>& errors) {
  std::string lines;
  for (const Error& error : errors) {
    lines += place(error.range.begin) + "-" + place(error.range.end) + " " + error.code + " " + error.name + " \"" +
             error.pointer + "\"\n    " + error.message + "\n";
  }
  return lines;
}

}  // namespace

TEST_CASE("every golden document is read as it should be") {
  const std::filesystem::path folder = std::filesystem::path(SEGUE_TEST_DATA) / "golden/sequence";
  const bool update = std::getenv("SEGUE_UPDATE_GOLDEN") != nullptr;
  int good = 0;
  int bad = 0;
  std::set<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) paths.insert(entry.path());
  for (const std::filesystem::path& path : paths) {
    if (path.extension() != ".json") continue;
    CAPTURE(path.filename().string());
    const std::string bytes = read_file(path);
    const auto sequence = parse_document(bytes);
    std::filesystem::path errors = path;
    errors.replace_extension(".errors");
    if (update && !sequence) std::ofstream(errors) << listing(sequence.errors());

    const bool expected_bad = path.filename().string().rfind("bad-", 0) == 0;
    CHECK(expected_bad == !sequence);
    if (sequence) {
      ++good;
      const std::string written = write_sequence(*sequence);
      CHECK(reference::same_json(bytes, written));
      const auto again = parse_document(written);
      REQUIRE(again);
      CHECK(write_sequence(*again) == written);
    } else {
      ++bad;
      CHECK(listing(sequence.errors()) == read_file(errors));
    }
  }
  CHECK(good >= 9);
  CHECK(bad >= 25);
}
