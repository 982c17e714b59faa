// The linter as its users meet it: choosing rules, documents with errors, order, limits, fingerprints.

#include "segue/lint.h"

#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "unit/files.h"

using namespace segue;

namespace {

Linter make(LintOptions options = {}) {
  auto linter = Linter::make(std::move(options));
  REQUIRE(linter);
  return *std::move(linter);
}

std::vector<std::string> codes(const LintResult& result) {
  std::vector<std::string> all;
  for (const Finding& finding : result.findings) all.emplace_back(finding.code);
  return all;
}

using Codes = std::vector<std::string>;

/// A static text, a variation with one text twice, a delay of zero, and an empty message.
constexpr std::string_view kFlawed = R"([
  {"type":"message","data":{"segments":[{"type":"variation","options":["Hi","Hi"]},{"type":"static","text":""}]}},
  {"type":"delay","data":{"delaySeconds":0}},
  {"type":"message","data":{"segments":[]}}
])";

}  // namespace

TEST_CASE("the API's own example lints clean") {
  CHECK(make().lint_document(read_file("data/api-example.json")).findings.empty());
}

TEST_CASE("findings come in the order of the document, then of codes") {
  CHECK(codes(make().lint_document(kFlawed)) == Codes{"S006", "S002", "T003", "S001"});
  // Q003 and S001 at one place: the sixth message is empty.
  std::string six = "[";
  for (int i = 0; i < 6; ++i) {
    six += i == 0 ? "" : ",";
    six += R"({"type":"message","data":{"segments":[]}})";
  }
  const auto findings = make({.select = {"Q003", "S001"}}).lint_document(six + "]").findings;
  CHECK(findings.size() == 7);
  CHECK(std::is_sorted(findings.begin(), findings.end(), [](const Finding& left, const Finding& right) {
    return std::pair(left.range.begin.offset, left.code) < std::pair(right.range.begin.offset, right.code);
  }));
}

TEST_CASE("a parsed sequence gives the same findings as its bytes, without ranges") {
  const auto sequence = parse_document(kFlawed);
  REQUIRE(sequence);
  const LintResult of_model = make().lint(*sequence);
  const LintResult of_bytes = make().lint_document(kFlawed);
  REQUIRE(of_model.findings.size() == of_bytes.findings.size());
  for (std::size_t i = 0; i < of_model.findings.size(); ++i) {
    const Finding& model = of_model.findings[i];
    const Finding& bytes = of_bytes.findings[i];
    CHECK(model.code == bytes.code);
    CHECK(model.message == bytes.message);
    CHECK(model.pointer == bytes.pointer);
    CHECK(model.step == bytes.step);
    CHECK(model.segment == bytes.segment);
    CHECK(model.fingerprint == bytes.fingerprint);
    CHECK(model.range.end.offset == 0);
    CHECK(bytes.range.end.offset > bytes.range.begin.offset);
  }
}

TEST_CASE("rules are chosen by code, name, family or default") {
  CHECK(codes(make({.select = {"T003"}}).lint_document(kFlawed)) == Codes{"T003"});
  CHECK(codes(make({.select = {"zero-delay", "S001"}}).lint_document(kFlawed)) == Codes{"T003", "S001"});
  CHECK(codes(make({.select = {"S"}}).lint_document(kFlawed)) == Codes{"S006", "S002", "S001"});
  CHECK(codes(make({.ignore = {"S", "zero-delay"}}).lint_document(kFlawed)).empty());
  CHECK(codes(make({.select = {"S", "T"}, .ignore = {"S006"}}).lint_document(kFlawed)) ==
        Codes{"S002", "T003", "S001"});
}

TEST_CASE("an optional rule runs once it is named, not with its family") {
  const std::string_view plain = R"([{"type":"static","text":"Hello"}])";
  CHECK(make().lint_document(plain).findings.empty());
  CHECK(make({.select = {"Q"}}).lint_document(plain).findings.empty());
  CHECK(codes(make({.select = {"Q005"}}).lint_document(plain)) == Codes{"Q005"});
  CHECK(codes(make({.select = {"default", "low-variety"}}).lint_document(plain)) == Codes{"Q005"});
}

TEST_CASE("a rule that nobody knows is refused, and the one that was meant is told") {
  const auto linter = Linter::make({.select = {"T03"}, .ignore = {"zero-dealy", "Z"}, .severity = {{"max", {}}}});
  REQUIRE_FALSE(linter);
  REQUIRE(linter.errors().size() == 4);
  CHECK(linter.errors()[0].code == "unknown-rule");
  CHECK(linter.errors()[0].message.find("did you mean \"T003\"?") != std::string::npos);
  CHECK(linter.errors()[1].message == "no rule \"zero-dealy\"; did you mean \"zero-delay\"?");
  CHECK(linter.errors()[2].message.find("a family: D, Q, S, T, V") != std::string::npos);
}

TEST_CASE("what cannot be read cannot be ignored") {
  const auto linter = Linter::make({.ignore = {"wrong-type"}});
  REQUIRE_FALSE(linter);
  CHECK(linter.errors()[0].message == "D002 wrong-type cannot be ignored: what cannot be read cannot be checked");
  CHECK(codes(make({.select = {"T"}, .ignore = {"D"}}).lint_document("[{")) == Codes{"D001"});
}

TEST_CASE("a level that is chosen holds for all findings of the rule") {
  const auto linter = make({.severity = {{"T003", Severity::kError}, {"duplicate-option", Severity::kInformation}}});
  const LintResult result = linter.lint_document(kFlawed);
  REQUIRE(result.findings.size() == 4);
  CHECK(result.findings[0].severity == Severity::kInformation);
  CHECK(result.findings[2].severity == Severity::kError);
  CHECK(result.count(Severity::kError) == 2);
  CHECK(result.count(Severity::kWarning) == 1);
}

TEST_CASE("a step with an error is left alone by the other rules, and the steps around it are not") {
  const LintResult result = make().lint_document(R"([
    {"type":"message","data":{"segments":[{"type":"static","text":""},{"type":"variable"}]}},
    {"type":"delay","data":{"delaySeconds":0}},
    {"type":"mail","data":{}}
  ])");
  CHECK(codes(result) == Codes{"D003", "T003", "D004"});
  CHECK_FALSE(result.readable);
  CHECK(result.findings[0].step == 0);
  CHECK(result.findings[1].step == 1);
  CHECK(result.findings[2].step == 2);
}

TEST_CASE("a fault of the JSON itself breaks the step that it stands in") {
  // A key twice in the first step: its zero is not spoken of; the second one's is.
  const LintResult result = make().lint_document(
      R"([{"type":"delay","data":{"delaySeconds":0},"type":"delay"},{"type":"delay","data":{"delaySeconds":0}},)"
      R"({"type":"message","data":{"segments":[{"type":"static","text":"Hi"}]}}])");
  CHECK(codes(result) == Codes{"D001", "T003"});
  CHECK(result.findings[1].step == 1);
}

TEST_CASE("of a document that is no JSON there is one thing to say") {
  for (const std::string_view document : {"", "{", "[1", "nothing", "{\"steps\":"}) {
    CAPTURE(document);
    CHECK(codes(make().lint_document(document)) == Codes{"D001"});
  }
}

TEST_CASE("errors beside the steps keep no step from being checked") {
  const LintResult result = make().lint_document(R"({"version":"4","steps":[{"type":"delay","data":{"delaySeconds":0}},
      {"type":"message","data":{"segments":[{"type":"static","text":"Hi"}]}}]})");
  CHECK(codes(result) == Codes{"D002", "T005", "T003"});
}

TEST_CASE("messages are numbered among messages, broken ones included") {
  const LintResult result = make({.select = {"S002"}}).lint_document(R"([
    {"type":"message","data":{}},
    {"type":"like-tweet"},
    {"type":"message","data":{"segments":[{"type":"static","text":"Hi"},{"type":"static","text":""}]}}
  ])");
  REQUIRE(codes(result) == Codes{"D003", "S002"});
  CHECK(result.findings[1].message.starts_with("message 2, segment 2 "));
  CHECK(result.findings[1].step == 2);
  CHECK(result.findings[1].segment == 1);
}

TEST_CASE("what is beyond the limit is counted by its level") {
  const LintResult result = make({.max_findings = 2}).lint_document(kFlawed);
  CHECK(result.findings.size() == 2);
  CHECK(result.left_out == std::array<std::size_t, 3>{0, 1, 1});
  CHECK(result.count(Severity::kError) == 1);
  CHECK(result.count(Severity::kWarning) == 3);
  const LintResult none = make({.max_findings = 0}).lint_document("[{");
  CHECK(none.findings.empty());
  CHECK(none.count(Severity::kError) == 1);
}

TEST_CASE("a fingerprint survives edits elsewhere, and tells equals apart") {
  const auto fingerprints = [](std::string_view document) {
    std::vector<std::string> all;
    for (const Finding& finding : make({.select = {"S006"}}).lint_document(document).findings) {
      all.push_back(finding.fingerprint);
    }
    return all;
  };
  const std::string twice = R"({"type":"variation","options":["Hi","Hey","Hi"]})";
  const auto before = fingerprints("[" + twice + R"(,{"type":"static","text":" there"},{"type":"static","text":"!"}])");
  REQUIRE(before.size() == 1);
  // Laid out anew, in another shape, with an id, behind another step, and with an edit two segments on.
  const auto after =
      fingerprints(R"({ "steps": [ { "type": "delay", "data": { "delaySeconds": 60 } },
    { "id": "x", "type": "message", "data": { "segments": [ )" +
                   twice + R"(, {"type":"static","text":" there"}, {"type":"static","text":"?"} ] } } ] })");
  CHECK(after == before);
  // The neighbour is part of it.
  CHECK(fingerprints("[" + twice + R"(,{"type":"static","text":" you"}])") != before);
  // The same thing three times in one option list: three names.
  const auto equals = fingerprints(R"([{"type":"variation","options":["Hi","Hi","Hi","Hi"]}])");
  REQUIRE(equals.size() == 3);
  CHECK(equals[0] != equals[1]);
  CHECK(equals[1] != equals[2]);
  CHECK(equals[0] != equals[2]);
}

TEST_CASE("settings are set by their names") {
  const auto set = [](std::string_view name, std::string_view value) { return with_setting({}, name, value); };
  CHECK(set("max-delay", "14d")->max_delay == std::chrono::days(14));
  CHECK(set("max-delay", "36h")->max_delay == std::chrono::hours(36));
  CHECK(set("min-delay", "90m")->min_delay == std::chrono::minutes(90));
  CHECK(set("max-duration", "2w")->max_duration == std::chrono::days(14));
  CHECK(set("max-duration", "45")->max_duration == std::chrono::seconds(45));
  CHECK(set("max-messages", "7")->max_messages == 7);
  CHECK(set("max-mesages", "7").errors()[0].message == "no setting \"max-mesages\"; did you mean \"max-messages\"?");
  for (const std::string_view value : {"", "d", "14x", "-1d", "1.5d", "14 d", "99999999999999999999d", "1dd"}) {
    CAPTURE(value);
    CHECK_FALSE(set("max-delay", value));
  }
  CHECK_FALSE(set("max-messages", "7d"));
}

TEST_CASE("a document of the largest size with a finding at every segment is told of in time") {
  // Linear: positions, pointers and fingerprints of a hundred thousand findings; a test's own time limit would tell.
  std::string document = "[";
  for (int i = 0; i < 10'000; ++i) {
    document += i == 0 ? "" : ",";
    document +=
        R"({"type":"message","data":{"segments":[{"type":"static","text":""},{"type":"variation","options":["a","a"]},{"type":"static","text":"é"}]}})";
  }
  document += "]";
  const LintResult result = make({.max_findings = 1'000'000}).lint_document(document);
  CHECK(result.count(Severity::kWarning) >= 20'000);
  CHECK(result.findings.back().range.end.offset <= document.size());
}

TEST_CASE("the reader's limits are the linter's") {
  ParseOptions reading;
  reading.limits.steps = 1;
  const LintResult result = make({.reading = reading}).lint_document(kFlawed);
  REQUIRE_FALSE(result.findings.empty());
  CHECK(std::any_of(result.findings.begin(), result.findings.end(),
                    [](const Finding& finding) { return finding.code == "D001" && finding.setting == "max-steps"; }));
}
