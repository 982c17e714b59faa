// X012 forbidden-pattern: in every rendering, as long as there are not too many.

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "segue/lint.h"

using namespace segue;

namespace {

/// What X012, and X000, find with these patterns.
std::vector<Finding> findings(std::vector<std::string> patterns, std::string_view document) {
  const auto linter = Linter::make({.select = {"X012"}, .settings = {.forbidden_patterns = std::move(patterns)}});
  REQUIRE(linter);
  return linter->lint_document(document).findings;
}

std::string text_at(std::string_view document, const Finding& finding) {
  const std::size_t begin = finding.range.begin.offset;
  return std::string(document.substr(begin, finding.range.end.offset - begin));
}

/// A document of so many variations, and a static text in front of and behind them.
std::string with_variations(int count, std::string_view before, std::string_view options, std::string_view behind) {
  std::string document = R"([{ "type": "static", "text": ")" + std::string(before) + "\" }";
  for (int i = 0; i < count; ++i) {
    document += R"(, { "type": "variation", "options": [)" + std::string(options) + "] }";
  }
  return document + R"(, { "type": "static", "text": ")" + std::string(behind) + "\" }]";
}

}  // namespace

TEST_CASE("a match is found where it ends, over joints, with a rendering that shows it") {
  const std::string_view document = R"([
    { "type": "static", "text": "save 2" },
    { "type": "variation", "options": ["5", "", "x"] },
    { "type": "static", "text": " %, or 7%" }
  ])";
  const auto found = findings({R"(\d+ ?%)"}, document);
  REQUIRE(found.size() == 2);
  CHECK(found[0].pointer == "/2/text");
  CHECK(text_at(document, found[0]) == "%");
  CHECK(found[0].message ==
        R"("25 %" in message 1, segment 3 matches the forbidden pattern "\d+ ?%"; write it differently)");
  REQUIRE(found[0].witness);
  CHECK(found[0].witness->text == "save 25 %, or 7%");
  CHECK(found[0].witness->picks == std::vector<std::uint32_t>{0});
  REQUIRE(found[0].related.size() == 1);
  CHECK(found[0].related[0].pointer == "/0/text");
  CHECK(found[0].coverage == Coverage::kExact);
  CHECK(found[0].range.begin.offset < found[1].range.begin.offset);
}

TEST_CASE("a value matches what stands for any character, and nothing else") {
  const std::string_view document = R"([
    { "type": "static", "text": "Hi " },
    { "type": "variable", "name": "company", "fallback": "you" },
    { "type": "static", "text": "!" }
  ])";
  CHECK(findings({"company", "[A-Za-z]!?$"}, document).size() == 1);  // "you!"
  CHECK(findings({"Hi .!"}, document).size() == 1);
  CHECK(findings({"⟨"}, document).empty());
}

TEST_CASE("one variable has one fate") {
  const std::string_view document = R"([
    { "type": "variable", "name": "company", "fallback": "a" },
    { "type": "variable", "name": "company", "fallback": "b" },
    { "type": "variable", "name": "x" },
    { "type": "variable", "name": "x", "fallback": "c" }
  ])";
  CHECK(findings({"ab"}, document).size() == 1);
  CHECK(findings({"^a[^a-z]", "^[^a-z]b", "c"}, document).empty());
}

TEST_CASE("anchors are those of the message, classes know Unicode, case is ignored on demand") {
  const std::string_view document = R"([
    { "type": "static", "text": "Grüße" }, { "type": "static", "text": "Jürgen" }
  ])";
  CHECK(findings({"^Gr"}, document).size() == 1);
  CHECK(findings({"^J", "e$", "^$", ""}, document).empty());
  CHECK(findings({R"((?i)ÜSSE|GRÜ\pL+)"}, document).size() == 1);
  const auto found = findings({"Gr(ü)"}, document);
  REQUIRE(found.size() == 1);
  CHECK(text_at(document, found[0]) == "ü");
}

TEST_CASE("of more than 10,000 texts every alternative and every two in a row are looked at, and X000 says so") {
  const std::string few = with_variations(13, "x", R"("a", "b")", "y");  // 8,192
  auto found = findings({"xabba"}, few);
  REQUIRE(found.size() == 1);
  CHECK(found[0].coverage == Coverage::kExact);

  const std::string many = with_variations(14, "x", R"("a", "bc")", "y");  // 16,384
  found = findings({"xb", "bcbc", "bcy", "xabc", "^a", "c$", "^x", "y$"}, many);
  std::set<std::string> places;
  for (const Finding& finding : found) {
    if (finding.code == "X000") continue;
    CHECK(finding.coverage == Coverage::kPartial);
    places.insert(finding.pointer);
  }
  const auto is_partial = [](const Finding& finding) { return finding.code == "X000"; };
  CHECK(std::count_if(found.begin(), found.end(), is_partial) == 1);
  CHECK(places.count("/0/text") == 1);       // ^x
  CHECK(places.count("/1/options/1") == 1);  // xb
  CHECK(places.count("/2/options/1") == 1);  // bcbc
  CHECK(places.count("/15/text") == 1);      // bcy, y$
}

TEST_CASE("what is looked at by itself has a witness only where a rendering shows it") {
  constexpr int kTooMany = 14;  // variations of two options
  const auto witness_of = [&](std::string_view behind) {
    const auto found = findings({R"(\bfree\b)"}, with_variations(kTooMany, "x", R"("a", "b")", behind));
    REQUIRE(found.size() == 2);
    CHECK(found[0].code == "X000");
    CHECK(found[1].coverage == Coverage::kPartial);
    return found[1].witness ? found[1].witness->text : "none";
  };
  CHECK(witness_of(" free") == "xaaaaaaaaaaaaaa free");
  CHECK(witness_of("free") == "none");
}

TEST_CASE("each pattern is looked for, one finding for a place") {
  const std::string_view document = R"([{ "type": "static", "text": "one two three" }])";
  CHECK(findings({"two", "three", "four", "[a-z]wo"}, document).size() == 2);
  CHECK(findings({}, document).empty());
}

TEST_CASE("a pattern that RE2 does not take is refused with its reason") {
  const auto linter = Linter::make({.settings = {.forbidden_patterns = {"fine", "a(b", R"((a)\1)"}}});
  REQUIRE_FALSE(linter);
  REQUIRE(linter.errors().size() == 2);
  CHECK(linter.errors()[0].code == "setting");
  CHECK(linter.errors()[0].message == R"(forbidden-patterns: RE2 does not take "a(b": missing ): a(b)");
  CHECK(linter.errors()[1].message.find(R"("(a)\1")") != std::string::npos);
}
