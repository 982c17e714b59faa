// Findings in every format: safe on a terminal, and what programs can read.

#include <string>

#include <doctest/doctest.h>

#include "segue/lint.h"
#include "segue/report.h"

using namespace segue;

namespace {

std::string report_of(FindingsFormat format, std::string_view name, std::string_view source) {
  const auto linter = Linter::make();
  REQUIRE(linter);
  const LintResult result = linter->lint_document(source);
  const auto report = FindingsReport::make(format);
  LintTotals totals;
  const std::string file = report->file({name, source, result}, totals);
  return report->begin() + file + report->end(totals);
}

constexpr std::string_view kTwice = R"([{"type":"variation","options":["Hey","Hey"]}])";

}  // namespace

TEST_CASE("a finding in full is its place, what it is, what to do, and what it is related to") {
  CHECK(report_of(FindingsFormat::kFull, "spring.json", kTwice) ==
        "spring.json:1:39: warning S006 duplicate-option\n"
        "  |\n"
        "1 | [{\"type\":\"variation\",\"options\":[\"Hey\",\"Hey\"]}]\n"
        "  |                                       ^^^^^\n"
        "  = option 2 of message 1, segment 1 is the same as option 1, so \"Hey\" is picked more often than the\n"
        "    others\n"
        "  = take one of them away\n"
        "  = the same option: line 1, column 33\n"
        "  = at /0/options/1\n"
        "\n"
        "1 finding (1 warning) in spring.json\n");
}

TEST_CASE("a finding in one line") {
  CHECK(report_of(FindingsFormat::kConcise, "spring.json", kTwice) ==
        "spring.json:1:39: S006 option 2 of message 1, segment 1 is the same as option 1, so \"Hey\" is picked more "
        "often "
        "than the others; take one of them away\n");
}

TEST_CASE("nothing found is said in every format's own way") {
  CHECK(report_of(FindingsFormat::kFull, "a.json", R"([{"type":"static","text":"Hi"}])") == "no findings in a.json\n");
  CHECK(report_of(FindingsFormat::kConcise, "a.json", R"([{"type":"static","text":"Hi"}])").empty());
  CHECK(report_of(FindingsFormat::kJson, "a.json", R"([{"type":"static","text":"Hi"}])") ==
        "{\"schema_version\":1,\"findings\":[\n"
        "],\"summary\":{\"files\":1,\"unreadable_files\":0,\"errors\":0,\"warnings\":0,\"information\":0,\"left_out\":"
        "0}}\n");
}

TEST_CASE("control characters of names and documents never reach a terminal as they are") {
  // ESC and a C1 control in an option, ESC in the file's name, a bidirectional override in a variable's name.
  const std::string source =
      "[{\"type\":\"variation\",\"options\":[\"\\u001b[2J\xC2\x9B\",\"\\u001b[2J\xC2\x9B\"]},"
      "{\"type\":\"variable\",\"name\":\"\xE2\x80\xAE x\"}]";
  for (const FindingsFormat format : {FindingsFormat::kFull, FindingsFormat::kConcise, FindingsFormat::kJson}) {
    const std::string text = report_of(format, "a\x1b]0;b\n.json", source);
    CHECK(text.find("S006") != std::string::npos);
    CHECK(text.find("V004") != std::string::npos);
    for (const char byte : text) CHECK((byte == '\n' || static_cast<unsigned char>(byte) >= 0x20));
    CHECK(text.find("\xC2\x9B") == std::string::npos);
    CHECK(text.find("\xE2\x80\xAE") == std::string::npos);
  }
}

TEST_CASE("totals add up over files") {
  const auto linter = Linter::make({.select = {"S006"}, .max_findings = 1});
  REQUIRE(linter);
  const LintResult result = linter->lint_document(R"([{"type":"variation","options":["a","a","a"]}])");
  const auto report = FindingsReport::make(FindingsFormat::kJson);
  LintTotals totals;
  std::string text = report->file({"a.json", {}, result}, totals);
  CHECK(text.starts_with("\n{\"file\":\"a.json\""));
  text = report->file({"b.json", {}, result}, totals);
  CHECK(text.starts_with(",\n{\"file\":\"b.json\""));
  CHECK(summary_of(totals) == "4 findings (4 warnings) in 2 files; 2 of them are not listed");
  totals.unreadable_files = 1;
  CHECK(summary_of(totals) == "4 findings (4 warnings) in 2 files; 2 of them are not listed; 1 file could not be read");
}
