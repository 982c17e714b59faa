#include "lint/rule.h"

namespace segue::lint {
namespace {

void check_back_to_back_messages(const SequenceView& sequence, Reporter& report) {
  const StepView* before = nullptr;  // the message that nothing but likes has followed yet
  for (const StepView& step : sequence.steps) {
    if (step.is(StepKind::kLike)) continue;
    if (!step.is(StepKind::kMessage)) {
      before = nullptr;
      continue;
    }
    if (before != nullptr) {
      report.add({.path = step.at(),
                  .message = fmt::format("{} follows {} without a delay, so leads receive both at once; put a delay "
                                         "between them, or make them one message",
                                         name_of(step), name_of(*before))});
    }
    before = &step;
  }
}

}  // namespace

extern const Rule kBackToBackMessages = {
    .info = {.code = "T009",
             .name = "back-to-back-messages",
             .severity = Severity::kInformation,
             .summary = "two messages with no delay between them",
             .why = "A lead receives both in the same moment. That can be meant, but mostly the delay between them has "
                    "been forgotten.",
             .bad = R"([
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Hi, saw your talk." }] } },
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Did you see my note?" }] } }
])",
             .good = R"([
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Hi, saw your talk." }] } },
  { "type": "delay", "data": { "delaySeconds": 172800, "unit": "days" } },
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Did you see my note?" }] } }
])"},
    .check = check_back_to_back_messages};

}  // namespace segue::lint
