#include <cstdint>

#include "lint/rule.h"

namespace segue::lint {
namespace {

void check_inconsistent_fallback(const SequenceView& sequence, Reporter& report) {
  struct Occurrence {
    const StepView* step;
    std::uint32_t segment;
  };
  FirstSeen<Occurrence> first;  // with a fallback, by the variable's name
  for (const StepView& step : sequence.steps) {
    const Message* message = step.message();
    if (message == nullptr) continue;
    std::uint32_t index = 0;
    for (const Segment& segment : message->segments) {
      const SegmentView view{.step = step, .message = *message, .segment = segment, .index = index++};
      const auto* variable = view.as<Variable>();
      if (variable == nullptr || !variable->fallback) continue;
      const Occurrence* known = first.find_or_add(variable->name, {&step, view.index});
      if (known == nullptr) continue;
      const Message& message_before = *known->step->message();
      const SegmentView other{*known->step, message_before, message_before.segments[known->segment], known->segment};
      const std::string& other_fallback = *other.as<Variable>()->fallback;
      if (*variable->fallback == other_fallback || report.leaves_out()) continue;
      report.add({.path = view.at(Part::kFallback),
                  .message = fmt::format("the fallback of {} is {} in {} but {} in {}; use one for both, unless the "
                                         "words around it ask for two",
                                         quoted(variable->name), quoted(*variable->fallback), name_of(view),
                                         quoted(other_fallback), name_of(other)),
                  .related = {{other.at(Part::kFallback), "the first fallback"}}});
    }
  }
}

}  // namespace

extern const Rule kInconsistentFallback = {
    .info = {.code = "V005",
             .name = "inconsistent-fallback",
             .severity = Severity::kInformation,
             .summary = "one variable with different fallbacks",
             .why = "A lead without a value is called one thing here and another there. Mostly one of the two was "
                    "changed and the other forgotten.",
             .bad = R"([
  { "type": "static", "text": "Saw your work at " },
  { "type": "variable", "name": "company", "fallback": "your company" },
  { "type": "static", "text": ". Who hires engineers for " },
  { "type": "variable", "name": "company", "fallback": "your team" },
  { "type": "static", "text": " now?" }
])",
             .good = R"([
  { "type": "static", "text": "Saw your work at " },
  { "type": "variable", "name": "company", "fallback": "your company" },
  { "type": "static", "text": ". Who hires engineers for " },
  { "type": "variable", "name": "company", "fallback": "your company" },
  { "type": "static", "text": " now?" }
])"},
    .check = check_inconsistent_fallback};

}  // namespace segue::lint
