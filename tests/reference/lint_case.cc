#include "reference/lint_case.h"

#include <charconv>
#include <sstream>

namespace segue::reference {
namespace {

constexpr std::string_view kFires = "=== fires: ";
constexpr std::string_view kSilent = "=== silent: ";
constexpr std::string_view kExpected = "---";

/// The next line without its end, taken from the text.
std::string_view take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

bool is_condition(std::string_view line) {
  return line.starts_with("set ") || line.starts_with("variables") || line.starts_with("leads ");
}

std::string_view fix_name(FixKind fix) {
  return fix == FixKind::kSafe ? "safe" : "unsafe";
}

}  // namespace

LintCaseFile read_lint_cases(std::string_view text) {
  LintCaseFile file;
  enum class Where { kPreface, kConditions, kDocument, kExpected } where = Where::kPreface;
  while (!text.empty()) {
    const std::string_view line = take_line(text);
    if (line.starts_with(kFires) || line.starts_with(kSilent)) {
      const bool fires = line.starts_with(kFires);
      file.cases.push_back({fires, std::string(line.substr((fires ? kFires : kSilent).size())), {}, {}, {}});
      where = Where::kConditions;
      continue;
    }
    if (where == Where::kPreface) file.preface.append(line).append("\n");
    if (where == Where::kPreface) continue;
    LintCase& last = file.cases.back();
    if (where == Where::kConditions && is_condition(line)) {
      last.conditions.emplace_back(line);
      continue;
    }
    if (where != Where::kExpected) where = line == kExpected ? Where::kExpected : Where::kDocument;
    if (line == kExpected) continue;
    (where == Where::kExpected ? last.expected : last.document).append(line).append("\n");
  }
  return file;
}

std::string write_lint_cases(const LintCaseFile& file) {
  std::string text = file.preface;
  for (const LintCase& one : file.cases) {
    text.append(one.fires ? kFires : kSilent).append(one.title).append("\n");
    for (const std::string& condition : one.conditions) text.append(condition).append("\n");
    text += one.document;
    if (!one.expected.empty()) text.append(kExpected).append("\n").append(one.expected);
  }
  return text;
}

LintOptions options_of(const LintCase& one) {
  LintOptions options;
  for (const std::string& condition : one.conditions) {
    std::istringstream words(condition);
    std::string kind;
    words >> kind;
    if (kind == "variables") options.variables.emplace();
    if (kind == "set") {  // one, to the end of the line: lists have blanks
      const std::string_view setting = std::string_view(condition).substr(kind.size() + 1);
      const std::size_t equals = setting.find('=');
      if (equals == std::string_view::npos) continue;
      const auto settings = with_setting(options.settings, setting.substr(0, equals), setting.substr(equals + 1));
      if (settings) options.settings = *settings;
      continue;
    }
    for (std::string word; words >> word;) {
      if (kind == "variables") options.variables->push_back(word);
      std::uint64_t number = 0;
      const bool is_number = std::from_chars(word.data(), word.data() + word.size(), number).ec == std::errc{};
      if (kind == "leads" && is_number) options.leads = number;
    }
  }
  return options;
}

std::string findings_of(const LintCase& one, const RuleInfo& rule) {
  LintOptions options = options_of(one);
  // X000 speaks of what the others could not check.
  options.select = {rule.code == "X000" ? "X" : std::string(rule.code)};
  const auto linter = Linter::make(std::move(options));
  if (!linter) return linter.errors().front().message + "\n";
  std::string lines;
  for (const Finding& finding : linter->lint_document(one.document).findings) {
    if (finding.code != rule.code) continue;
    lines.append(severity_name(finding.severity)).append(" ").append(finding.pointer).append(": ");
    lines.append(finding.message).append("\n");
    for (const RelatedPlace& related : finding.related) {
      lines.append("  + ").append(related.pointer).append(": ").append(related.message).append("\n");
    }
    if (finding.witness) lines.append("  = ").append(finding.witness->text).append("\n");
    if (finding.fix != FixKind::kNone) lines.append("  ~ ").append(fix_name(finding.fix)).append("\n");
  }
  return lines;
}

}  // namespace segue::reference
