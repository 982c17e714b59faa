#include "lint/rule.h"

namespace segue::lint {
namespace {

void check_missing_fallback(const SegmentView& segment, Reporter& report) {
  const auto* variable = segment.as<Variable>();
  if (variable == nullptr || variable->fallback || report.leaves_out()) return;
  report.add({.path = segment.at(),
              .message = fmt::format("{} has no fallback, so leads without a value for {} are rejected; give it a "
                                     "fallback, an empty one if nothing is to stand there",
                                     name_of(segment), quoted(variable->name))});
}

}  // namespace

extern const Rule kMissingFallback = {
    .info = {.code = "V001",
             .name = "missing-fallback",
             .severity = Severity::kWarning,
             .summary = "a variable without a fallback",
             .why = "A lead that has no value for it has no message: the row is rejected. A fallback keeps these leads "
                    "in; where they are meant to be left out, ignore this rule.",
             .bad = R"([
  { "type": "static", "text": "Hi " },
  { "type": "variable", "name": "first-name" },
  { "type": "static", "text": ", saw your talk." }
])",
             .good = R"([
  { "type": "static", "text": "Hi " },
  { "type": "variable", "name": "first-name", "fallback": "there" },
  { "type": "static", "text": ", saw your talk." }
])"},
    .check = check_missing_fallback};

}  // namespace segue::lint
