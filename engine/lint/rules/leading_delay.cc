#include "lint/rule.h"

namespace segue::lint {
namespace {

void check_leading_delay(const StepView& step, Reporter& report) {
  if (step.index != 0 || !step.is(StepKind::kDelay)) return;
  report.add(
      {.path = step.at(),
       .message = fmt::format("{} is a delay, so the sequence begins with waiting; take it away, unless leads are "
                              "meant to wait before the first step",
                              name_of(step))});
}

}  // namespace

extern const Rule kLeadingDelay = {
    .info = {.code = "T005",
             .name = "leading-delay",
             .severity = Severity::kInformation,
             .summary = "the sequence begins with a delay",
             .why = "Every lead waits before anything happens. That can be meant, but mostly the step before the "
                    "delay has been taken away.",
             .bad = R"([
  { "type": "delay", "data": { "delaySeconds": 86400, "unit": "days" } },
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Hi, saw your talk." }] } }
])",
             .good = R"([
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Hi, saw your talk." }] } }
])"},
    .check = check_leading_delay};

}  // namespace segue::lint
