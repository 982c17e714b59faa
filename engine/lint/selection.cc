#include "lint/selection.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include "lint/rules.h"

namespace segue {
namespace lint {
namespace {

constexpr std::string_view kDefault = "default";

Error unknown_rule(std::string_view word) {
  std::vector<std::string_view> known = {kDefault};
  std::set<std::string_view> families;
  for (const RuleInfo& info : lint_rules()) {
    known.push_back(info.name);
    known.push_back(info.code);
    families.insert(info.code.substr(0, 1));
  }
  const auto meant = near_miss(word, known);
  std::string message = fmt::format("no rule \"{}\"", word);
  if (meant) {
    message += fmt::format("; did you mean \"{}\"?", *meant);
  } else {
    message += fmt::format("; expected a code such as T001, a name such as max-delay, or a family: {}",
                           fmt::join(families, ", "));
  }
  return {.code = "unknown-rule", .name = "unknown-rule", .message = std::move(message)};
}

bool is_family(std::string_view word, const RuleInfo& info) {
  return word.size() == 1 && info.code.front() == word.front();
}

bool is_named(std::string_view word, const RuleInfo& info) {
  return word == info.code || word == info.name;
}

bool names_something(std::string_view word) {
  const auto all = lint_rules();
  return std::any_of(all.begin(), all.end(),
                     [&](const RuleInfo& info) { return is_named(word, info) || is_family(word, info); });
}

bool is_selected(const RuleInfo& info, const std::vector<std::string>& select) {
  if (select.empty()) return !info.is_optional;
  return std::any_of(select.begin(), select.end(), [&](std::string_view word) {
    return is_named(word, info) || (!info.is_optional && (word == kDefault || is_family(word, info)));
  });
}

bool is_ignored(const RuleInfo& info, const std::vector<std::string>& ignore) {
  return std::any_of(ignore.begin(), ignore.end(),
                     [&](std::string_view word) { return is_named(word, info) || is_family(word, info); });
}

std::vector<Error> mistakes(const LintOptions& options) {
  std::vector<Error> errors;
  for (const std::string& word : options.select) {
    if (word != kDefault && !names_something(word)) errors.push_back(unknown_rule(word));
  }
  for (const std::string& word : options.ignore) {
    const RuleInfo* info = find_lint_rule(word);
    if (!names_something(word)) errors.push_back(unknown_rule(word));
    if (info != nullptr && is_always_on(*info)) {
      errors.push_back({.code = "unknown-rule",
                        .name = "unknown-rule",
                        .message = fmt::format("{} {} cannot be ignored: what cannot be read cannot be checked",
                                               info->code, info->name)});
    }
  }
  for (const auto& [word, level] : options.severity) {
    if (find_lint_rule(word) == nullptr) errors.push_back(unknown_rule(word));
  }
  for (const std::string& pattern : options.settings.forbidden_patterns) {
    if (const auto mistake = regex::mistake_in(pattern)) {
      errors.push_back({.code = "setting",
                        .name = "setting",
                        .message = fmt::format("forbidden-patterns: RE2 does not take \"{}\": {}", pattern, *mistake)});
    }
  }
  return errors;
}

}  // namespace

bool is_always_on(const RuleInfo& info) {
  return info.code == kInvalidJson.info.code || info.code == kWrongType.info.code ||
         info.code == kMissingField.info.code || info.code == kUnknownType.info.code;
}

Result<Linter::Selection> select_rules(LintOptions options) {
  std::vector<Error> errors = mistakes(options);
  if (!errors.empty()) return errors;

  Linter::Selection selection{.options = std::move(options)};
  for (const Rule* rule : rules()) {
    const RuleInfo& info = rule->info;
    // What could not be checked is told of the rules that run, whichever they are.
    const bool is_wanted =
        is_selected(info, selection.options.select) || std::holds_alternative<ByOtherRules>(rule->check);
    const bool is_on = is_wanted && !is_ignored(info, selection.options.ignore);
    if (!is_on && !is_always_on(info)) continue;
    const std::optional<Severity> severity = selection.severity_if_chosen(info);
    const auto keep = [&](auto& chosen, auto check) { chosen.push_back({&info, check, severity}); };
    if (const auto* check = std::get_if<SequenceCheck>(&rule->check)) keep(selection.of_sequences, *check);
    if (const auto* check = std::get_if<StepCheck>(&rule->check)) keep(selection.of_steps, *check);
    if (const auto* check = std::get_if<MessageCheck>(&rule->check)) keep(selection.of_messages, *check);
    if (const auto* check = std::get_if<SegmentCheck>(&rule->check)) keep(selection.of_segments, *check);
    if (const auto* check = std::get_if<TextCheck>(&rule->check)) keep(selection.of_texts, *check);
    if (std::holds_alternative<ByOtherRules>(rule->check)) selection.partial = &info;
  }
  return selection;
}

}  // namespace lint

std::optional<Severity> Linter::Selection::severity_if_chosen(const RuleInfo& info) const {
  std::optional<Severity> severity;
  for (const auto& [word, level] : options.severity) {
    if (word == info.code || word == info.name) severity = level;
  }
  return severity;
}

Severity Linter::Selection::severity_of(const RuleInfo& info) const {
  return severity_if_chosen(info).value_or(info.severity);
}

}  // namespace segue
