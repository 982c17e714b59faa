#include "lint/rule.h"

namespace segue::lint {
namespace {

void check_empty_fallback(const SegmentView& segment, Reporter& report) {
  const auto* variable = segment.as<Variable>();
  if (variable == nullptr || !variable->fallback || !is_blank(*variable->fallback) || report.leaves_out()) return;
  report.add({.path = segment.at(Part::kFallback),
              .message = fmt::format("{} has {} fallback, so a lead without {} sees nothing there; write a word or "
                                     "two, or make sure that the message reads well without",
                                     name_of(segment), variable->fallback->empty() ? "an empty" : "a blank",
                                     quoted(variable->name))});
}

}  // namespace

extern const Rule kEmptyFallback = {
    .info = {.code = "V002",
             .name = "empty-fallback",
             .severity = Severity::kInformation,
             .summary = "a fallback that is blank",
             .why = "Leads without a value see nothing in that place, which the words around it seldom allow for: "
                    "\"Hi ,\". Where the message reads well without it, nothing needs to be done.",
             .bad = R"([
  { "type": "static", "text": "Hi there, saw your work" },
  { "type": "variable", "name": "custom_place", "fallback": "" },
  { "type": "static", "text": "." }
])",
             .good = R"([
  { "type": "static", "text": "Hi there, saw your work " },
  { "type": "variable", "name": "custom_place", "fallback": "at the fair" },
  { "type": "static", "text": "." }
])"},
    .check = check_empty_fallback};

}  // namespace segue::lint
