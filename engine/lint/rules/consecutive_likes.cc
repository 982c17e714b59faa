#include "lint/rule.h"

namespace segue::lint {
namespace {

void check_consecutive_likes(const SequenceView& sequence, Reporter& report) {
  const StepView* before = nullptr;
  for (const StepView& step : sequence.steps) {
    if (before != nullptr && before->is(StepKind::kLike) && step.is(StepKind::kLike)) {
      report.add({.path = step.at(),
                  .message = fmt::format("{} is a like directly behind another, so both are of the same post; take one "
                                         "of them away, or put a delay between them",
                                         name_of(step)),
                  .related = {{before->at(), "the like before it"}}});
    }
    before = &step;
  }
}

}  // namespace

extern const Rule kConsecutiveLikes = {
    .info = {.code = "Q004",
             .name = "consecutive-likes",
             .severity = Severity::kWarning,
             .summary = "two likes in a row",
             .why = "A like is of the lead's latest post, and in the same moment that is the same one. The second like "
                    "does nothing, or takes back the first.",
             .bad = R"([
  { "type": "like-tweet" },
  { "type": "like-tweet" },
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Hi, saw your talk." }] } }
])",
             .good = R"([
  { "type": "like-tweet" },
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Hi, saw your talk." }] } }
])"},
    .check = check_consecutive_likes};

}  // namespace segue::lint
