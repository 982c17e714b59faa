#include "lint/rule.h"

namespace segue::lint {
namespace {

void check_zero_delay(const StepView& step, Reporter& report) {
  const Delay* delay = step.delay();
  if (delay == nullptr || delay->duration.count() != 0) return;
  report.add({.path = step.at(Part::kDelaySeconds),
              .message = fmt::format("{} is a delay of zero; say how long it is meant to be, or take the step away",
                                     name_of(step))});
}

}  // namespace

extern const Rule kZeroDelay = {
    .info = {.code = "T003",
             .name = "zero-delay",
             .severity = Severity::kWarning,
             .summary = "a delay of zero",
             .why = "The next step follows at once, as if the delay were not there. Mostly a number is still to be "
                    "filled in.",
             .bad = R"([
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Hi, saw your talk." }] } },
  { "type": "delay", "data": { "delaySeconds": 0, "unit": "days" } },
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Did you see my note?" }] } }
])",
             .good = R"([
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Hi, saw your talk." }] } },
  { "type": "delay", "data": { "delaySeconds": 172800, "unit": "days" } },
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Did you see my note?" }] } }
])",
             .fix = FixKind::kUnsafe},
    .check = check_zero_delay};

}  // namespace segue::lint
