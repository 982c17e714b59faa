#include "lint/rule.h"

namespace segue::lint {
namespace {

void check_trailing_delay(const SequenceView& sequence, Reporter& report) {
  if (sequence.steps.empty() || !sequence.steps.back().is(StepKind::kDelay)) return;
  const StepView& last = sequence.steps.back();
  report.add({.path = last.at(),
              .message = fmt::format("{} is a delay and the last step, so it delays nothing; take it away, or add the "
                                     "step that is meant to follow",
                                     name_of(last))});
}

}  // namespace

extern const Rule kTrailingDelay = {
    .info = {.code = "T006",
             .name = "trailing-delay",
             .severity = Severity::kWarning,
             .summary = "the sequence ends with a delay",
             .why = "Nothing follows that could be delayed. Mostly the last message is missing, or was taken away "
                    "without the delay before it.",
             .bad = R"([
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Hi, saw your talk." }] } },
  { "type": "delay", "data": { "delaySeconds": 86400, "unit": "days" } }
])",
             .good = R"([
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Hi, saw your talk." }] } }
])",
             .fix = FixKind::kSafe},
    .check = check_trailing_delay};

}  // namespace segue::lint
