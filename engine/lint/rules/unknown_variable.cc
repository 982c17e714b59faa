#include <algorithm>
#include <string>
#include <vector>

#include "lint/rule.h"

namespace segue::lint {
namespace {

constexpr std::string_view kFirstName = "first-name";

/// What the API calls a field that its user has made: custom_[0-9a-z]+.
bool is_custom(std::string_view name) {
  constexpr std::string_view kStart = "custom_";
  if (!name.starts_with(kStart) || name.size() == kStart.size()) return false;
  name.remove_prefix(kStart.size());
  return std::all_of(name.begin(), name.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); });
}

void check_unknown_variable(const SegmentView& segment, Reporter& report) {
  const auto* variable = segment.as<Variable>();
  if (variable == nullptr || variable->name == kFirstName || is_custom(variable->name)) return;
  const auto& listed = segment.step.context->variables;
  std::vector<std::string_view> known;
  if (listed) known.assign(listed->begin(), listed->end());
  if (std::find(known.begin(), known.end(), variable->name) != known.end()) return;
  known.push_back(kFirstName);

  const auto meant = near_miss(variable->name, known);
  if (!listed && !meant) return;  // nobody has said which there are
  report.add({.path = segment.at(Part::kName),
              .message = fmt::format("{} asks for {}, which is not a known variable; {}", name_of(segment),
                                     quoted(variable->name),
                                     meant ? fmt::format("did you mean {}?", quoted(*meant))
                                           : "correct the name, or add it to the variables that are known")});
}

}  // namespace

extern const Rule kUnknownVariable = {
    .info = {.code = "V003",
             .name = "unknown-variable",
             .severity = Severity::kWarning,
             .summary = "a variable that nobody knows, or a near miss of \"first-name\"",
             .why = "No lead has a value for a misspelt name, so every lead takes the fallback, or is rejected where "
                    "there is none. Variables are known by the list that the linter is given; \"first-name\" and "
                    "custom fields always are, and without a list only a near miss of \"first-name\" is found.",
             .bad = R"([
  { "type": "static", "text": "Hi " },
  { "type": "variable", "name": "firstname", "fallback": "there" },
  { "type": "static", "text": ", saw your talk." }
])",
             .good = R"([
  { "type": "static", "text": "Hi " },
  { "type": "variable", "name": "first-name", "fallback": "there" },
  { "type": "static", "text": ", saw your talk." }
])"},
    .check = check_unknown_variable};

}  // namespace segue::lint
