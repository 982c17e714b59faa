// Laws that hold for every rule, whichever rules there are.

#include <algorithm>
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "lint/rules.h"
#include "segue/lint.h"

using namespace segue;

namespace {

LintResult lint_alone(const RuleInfo& rule, std::string_view document) {
  // X000 speaks of what the others could not check.
  const std::string others = rule.code == "X000" ? "default" : std::string(rule.code);
  const auto linter = Linter::make({.select = {std::string(rule.code), others}, .settings = example_settings(rule)});
  REQUIRE(linter);
  return linter->lint_document(document);
}

std::size_t count_of(const RuleInfo& rule, const LintResult& result) {
  return static_cast<std::size_t>(std::count_if(result.findings.begin(), result.findings.end(),
                                                [&](const Finding& finding) { return finding.code == rule.code; }));
}

bool is_code(std::string_view code) {
  return code.size() == 4 && code[0] >= 'A' && code[0] <= 'Z' &&
         std::all_of(code.begin() + 1, code.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_name(std::string_view name) {
  return !name.empty() &&
         std::all_of(name.begin(), name.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; });
}

}  // namespace

TEST_CASE("codes are sorted, codes and names are unique") {
  std::set<std::string_view> names;
  std::string_view before;
  for (const RuleInfo& rule : lint_rules()) {
    CAPTURE(rule.code);
    CHECK(is_code(rule.code));
    CHECK(is_name(rule.name));
    CHECK(before < rule.code);
    CHECK(names.insert(rule.name).second);
    before = rule.code;
    CHECK(find_lint_rule(rule.code) == &rule);
    CHECK(find_lint_rule(rule.name) == &rule);
  }
  CHECK(names.size() >= 34);
}

TEST_CASE("families D, T, S, V and Q are whole, at the levels of the contract") {
  using enum Severity;
  const std::pair<std::string_view, Severity> expected[] = {
      {"D001", kError},       {"D002", kError},       {"D003", kError},       {"D004", kError},
      {"D005", kInformation}, {"D006", kWarning},     {"T001", kError},       {"T002", kWarning},
      {"T003", kWarning},     {"T004", kWarning},     {"T005", kInformation}, {"T006", kWarning},
      {"T007", kWarning},     {"T008", kWarning},     {"T009", kInformation}, {"S001", kError},
      {"S002", kWarning},     {"S003", kInformation}, {"S004", kError},       {"S005", kInformation},
      {"S006", kWarning},     {"S007", kInformation}, {"S008", kWarning},     {"V001", kWarning},
      {"V002", kInformation}, {"V003", kWarning},     {"V004", kError},       {"V005", kInformation},
      {"V006", kWarning},     {"Q001", kWarning},     {"Q002", kWarning},     {"Q003", kInformation},
      {"Q004", kWarning}};
  for (const auto& [code, severity] : expected) {
    CAPTURE(code);
    const RuleInfo* rule = find_lint_rule(code);
    REQUIRE(rule != nullptr);
    CHECK(rule->severity == severity);
    CHECK_FALSE(rule->is_optional);
  }
  REQUIRE(find_lint_rule("Q005") != nullptr);
  CHECK(find_lint_rule("Q005")->is_optional);
}

TEST_CASE("every bad example sets its rule off, and its good one does not") {
  for (const RuleInfo& rule : lint_rules()) {
    CAPTURE(rule.code);
    CHECK(count_of(rule, lint_alone(rule, rule.bad)) >= 1);
    const LintResult good = lint_alone(rule, rule.good);
    CHECK(good.readable);
    CHECK(count_of(rule, good) == 0);
  }
}

TEST_CASE("a good example is good: no default rule finds an error or a warning in it") {
  const auto linter = Linter::make();
  REQUIRE(linter);
  for (const RuleInfo& rule : lint_rules()) {
    const LintResult result = linter->lint_document(rule.good);
    CAPTURE(rule.code);
    CHECK(result.count(Severity::kError) == 0);
    CHECK(result.count(Severity::kWarning) == 0);
  }
}

TEST_CASE("what a rule says of itself is said in its form") {
  for (const RuleInfo& rule : lint_rules()) {
    CAPTURE(rule.code);
    CHECK_FALSE(rule.summary.empty());
    CHECK(rule.summary.size() <= 120);
    CHECK_FALSE(rule.summary.ends_with("."));
    CHECK(rule.why.ends_with("."));
    CHECK(rule.summary.find('\n') == std::string_view::npos);
    CHECK(rule.why.find('\n') == std::string_view::npos);
    CHECK(rule.summary.find('|') == std::string_view::npos);  // a cell of a table
    for (const std::string_view name : rule.settings) {
      const auto all = lint_settings();
      CHECK(std::any_of(all.begin(), all.end(), [&](const LintSettingInfo& setting) { return setting.name == name; }));
    }
  }
}

TEST_CASE("a finding of any rule stands in the document and is worded as the contract asks") {
  for (const RuleInfo& rule : lint_rules()) {
    CAPTURE(rule.code);
    const std::string document(rule.bad);
    const LintResult result = lint_alone(rule, document);
    for (const Finding& finding : result.findings) {
      if (finding.code != rule.code) continue;
      CAPTURE(finding.message);
      CHECK(finding.name == rule.name);
      CHECK((finding.pointer.empty() || finding.pointer.front() == '/'));
      CHECK(finding.range.begin.offset <= finding.range.end.offset);
      CHECK(finding.range.end.offset <= document.size());
      CHECK((finding.range.begin.offset < finding.range.end.offset || rule.code == "D001"));
      CHECK(finding.range.begin.line >= 1);
      CHECK(finding.fingerprint.size() == 16);
      // One sentence: what it is; what to do.
      CHECK(finding.message.find('\n') == std::string::npos);
      CHECK_FALSE(finding.message.ends_with("."));
      const lint::Rule& whole = **std::find_if(lint::rules().begin(), lint::rules().end(),
                                               [&](const lint::Rule* one) { return one->info.code == rule.code; });
      const bool is_readers = finding.code >= "D001" && finding.code <= "D004";
      if (!is_readers) CHECK(finding.message.find("; ") != std::string::npos);
      CHECK(std::holds_alternative<lint::ByReader>(whole.check) == (is_readers && rule.code != "D002"));
    }
  }
}

TEST_CASE("every setting is read by some rule, and every rule's settings are known") {
  for (const LintSettingInfo& setting : lint_settings()) {
    CAPTURE(setting.name);
    const auto all = lint_rules();
    CHECK(std::any_of(all.begin(), all.end(), [&](const RuleInfo& rule) {
      return std::find(rule.settings.begin(), rule.settings.end(), setting.name) != rule.settings.end();
    }));
  }
}
