#include <algorithm>

#include "lint/rule.h"

namespace segue::lint {
namespace {

void check_no_message(const SequenceView& sequence, Reporter& report) {
  // A broken step may have been meant to be a message.
  const auto may_be_message = [](const StepView& step) {
    return step.is(StepKind::kMessage) || step.is(StepKind::kBroken);
  };
  if (std::any_of(sequence.steps.begin(), sequence.steps.end(), may_be_message)) return;
  report.add({.path = sequence.at(),
              .message = "the sequence has no message, so leads receive nothing to read; add a message step"});
}

}  // namespace

extern const Rule kNoMessage = {
    .info = {.code = "Q001",
             .name = "no-message",
             .severity = Severity::kWarning,
             .summary = "no message step",
             .why = "No lead receives a text. Mostly the sequence is not finished, or the wrong file was taken.",
             .bad = R"([
  { "type": "like-tweet" }
])",
             .good = R"([
  { "type": "like-tweet" },
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Hi, saw your talk." }] } }
])"},
    .check = check_no_message};

}  // namespace segue::lint
