// cli_rejects_test.cc: rejected leads as lines of files.

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "cli/output/rejects.h"

using namespace segue;
using namespace segue::cli;

namespace {

Reject blank_key() {
  return {.row = 17, .line = 19, .offset = 1234, .code = "blank-key", .message = "the \"id\" is blank", .raw = ",Anna"};
}

}  // namespace

TEST_CASE("a reject is a line of JSON with its place, reason and record") {
  CHECK(
      reject_ndjson(blank_key()) ==
      R"({"row":17,"line":19,"offset":1234,"lead":"","code":"blank-key","message":"the \"id\" is blank","raw":",Anna"})"
      "\n");
}

TEST_CASE("a record that is no UTF-8 is kept in base64") {
  Reject reject = blank_key();
  reject.lead = "Ca\xF1";
  reject.raw = "\xF1";
  const std::string line = reject_ndjson(reject);
  CHECK(line.find(R"("raw_base64":"8Q==")") != std::string::npos);
  CHECK(line.find("\"lead\":\"Ca\xEF\xBF\xBD\"") != std::string::npos);
  reject.raw = "\xF1\xF1";
  CHECK(reject_ndjson(reject).find(R"("8fE=")") != std::string::npos);
  reject.raw = "\xF1\xF1\xF1";
  CHECK(reject_ndjson(reject).find(R"("8fHx")") != std::string::npos);
}

TEST_CASE("a long record is cut between two code points") {
  std::string raw = "x";
  while (raw.size() < 5000) raw += "株";
  Reject reject = blank_key();
  reject.raw = raw;
  const std::string line = reject_ndjson(reject);
  CHECK(line.find("raw_base64") == std::string::npos);
  const std::size_t begin = line.find("\"raw\":\"") + 7;
  CHECK(line.size() - begin - 3 == 4096);  // 1 + 3 * 1365
  raw.insert(0, "x");
  reject.raw = raw;
  const std::string other = reject_ndjson(reject);
  CHECK(other.size() - (other.find("\"raw\":\"") + 7) - 3 == 2 + 3 * 1364);
}

TEST_CASE("a CSV of rejects keeps the leads' own columns") {
  const std::vector<std::string> columns = {"id", "a,b"};
  CHECK(rejects_csv_header(columns) == "id,\"a,b\",code,message\n");
  const std::vector<std::string_view> fields = {"4", "x \"y\""};
  Reject reject = blank_key();
  reject.columns = columns;
  reject.fields = fields;
  CHECK(reject_csv(reject) == "4,\"x \"\"y\"\"\",blank-key,\"the \"\"id\"\" is blank\"\n");
}

TEST_CASE("what has no column is named in the message") {
  const std::vector<std::string> columns = {"id"};
  const std::vector<std::string_view> fields = {"4", "B", "C"};
  Reject reject = {.code = "too-wide", .message = "3 fields", .raw = "4,B,C", .fields = fields, .columns = columns};
  CHECK(reject_csv(reject) == "4,too-wide,\"3 fields; beyond the header: B,C\"\n");
  reject.fields = {};
  CHECK(reject_csv(reject) == ",too-wide,\"3 fields; the record: 4,B,C\"\n");
}

TEST_CASE("a short record is filled up, so that code and message stay in their columns") {
  const std::vector<std::string> columns = {"id", "a", "b"};
  const std::vector<std::string_view> fields = {"4"};
  const Reject reject = {.code = "c", .message = "m", .raw = "4", .fields = fields, .columns = columns};
  CHECK(reject_csv(reject) == "4,,,c,m\n");
}

TEST_CASE("for a person a reject is one line whatever the lead holds") {
  Reject reject = blank_key();
  reject.lead = "4\n\x1b[2J";
  CHECK(reject_line(reject, "leads.csv") ==
        "leads.csv:19: rejected lead 4\\n\\x1b[2J, blank-key: the \"id\" is blank\n");
}

TEST_CASE("every code has words in the singular and the plural") {
  CHECK(counted_rejects("blank-key", 301) == "301 blank keys");
  CHECK(counted_rejects("too-wide", 1) == "1 row too wide");
  CHECK(counted_rejects("something-new", 1000) == "1,000 something-new");
}
