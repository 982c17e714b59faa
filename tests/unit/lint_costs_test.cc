// Documents on which a step too many for each finding would make minutes of a linter's fractions of a second. There is
// no clock in here: whoever makes it quadratic will wait.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include <doctest/doctest.h>

#include "segue/lint.h"

using namespace segue;

namespace {

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  for (; times > 0; --times) all += text;
  return all;
}

std::string static_text(std::string_view text) {
  return std::string(R"({"type":"static","text":")").append(text) + "\"}";
}

/// How many findings there are, listed or not.
std::size_t findings_in(std::string_view document, std::string rule) {
  const auto linter = Linter::make({.select = {std::move(rule)}});
  REQUIRE(linter);
  const LintResult result = linter->lint_document(document);
  REQUIRE(result.readable);
  return result.count(Severity::kError) + result.count(Severity::kWarning) + result.count(Severity::kInformation);
}

}  // namespace

TEST_CASE("a line of many notes of unfinished work is walked over once") {
  constexpr std::string_view kNote =
      "TO"
      "DO ";
  CHECK(findings_in("[" + static_text(repeated(kNote, 400'000)) + "]", "X017") == 0);
}

TEST_CASE("a rendering is written out for findings that are listed, and no more than can be kept") {
  CHECK(findings_in("[" + static_text(repeated("!! ", 700'000)) + "]", "X014") == 700'000);
  const LintResult result =
      Linter::make({.select = {"X014"}})->lint_document("[" + static_text(repeated("!! ", 100)) + "]");
  REQUIRE(result.findings.size() == 100);
  CHECK(result.findings.back().witness);
}

TEST_CASE("a text is quoted from where it is shown, however long it is") {
  std::string options = R"("word")";
  for (int i = 0; i < 9'000; ++i) options += ",\"words" + std::to_string(i) + "\"";
  CHECK(
      findings_in("[" + static_text(repeated("a", 1'000'000)) + R"(,{"type":"variation","options":[)" + options + "]}]",
                  "X007") == 9'001);
  CHECK(findings_in("[" + static_text(repeated("Ã© ", 300'000)) + "]", "X010") == 300'000);
}

TEST_CASE("thousands of phrases cost a symbol no more than a few") {
  LintOptions options{.select = {"X011"}};
  std::string text;
  for (std::uint32_t i = 0; i < 8'000; ++i) {  // each with a first character of its own
    const std::uint32_t c = 0x4E00 + i;
    const char bytes[] = {static_cast<char>(0xE0 | c >> 12), static_cast<char>(0x80 | (c >> 6 & 0x3F)),
                          static_cast<char>(0x80 | (c & 0x3F)), '\0'};
    options.settings.forbidden_phrases.push_back(std::string(bytes) + "x");
    text += bytes;
  }
  const LintResult result =
      Linter::make(std::move(options))->lint_document("[" + static_text(repeated(text, 100)) + "]");
  CHECK(result.findings.empty());
}

TEST_CASE("findings all over a long text are found in it by one walk") {
  const std::string text = repeated(repeated("word ", 30) + "!! ", 9'000);
  CHECK(findings_in("[" + static_text(text) + "]", "X014") == 9'000);
  CHECK(findings_in(R"([{"type":"variation","options":["x",")" + text + R"("]}])", "X014") == 9'000);
}

TEST_CASE("a step of many keys whose data have many is looked through once") {
  std::string keys;
  for (int i = 0; i < 50'000; ++i) keys += "\"key" + std::to_string(i) + "\":0,";
  CHECK(findings_in(R"([{"type":"message",)" + keys + R"("data":{)" + keys + R"("segments":[]}}])", "D005") == 100'000);
}
