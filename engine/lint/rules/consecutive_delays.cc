#include <algorithm>
#include <cstdint>
#include <limits>

#include "lint/rule.h"

namespace segue::lint {
namespace {

void check_consecutive_delays(const SequenceView& sequence, Reporter& report) {
  const StepView* before = nullptr;  // the delay that the next step stands behind, if it does
  std::uint64_t together = 0;        // of the delays in a row, in seconds
  for (const StepView& step : sequence.steps) {
    const Delay* delay = step.delay();
    if (delay == nullptr) {
      before = nullptr;
      together = 0;
      continue;
    }
    const std::uint64_t seconds = seconds_of(delay->duration);
    together += std::min(seconds, std::numeric_limits<std::uint64_t>::max() - together);
    if (before != nullptr) {
      report.add({.path = step.at(),
                  .message = fmt::format("{} is a delay directly behind another, and together they wait {}; write them "
                                         "as one delay",
                                         name_of(step), format_duration(together)),
                  .related = {{before->at(), "the delay before it"}}});
    }
    before = &step;
  }
}

}  // namespace

extern const Rule kConsecutiveDelays = {
    .info = {.code = "T004",
             .name = "consecutive-delays",
             .severity = Severity::kWarning,
             .summary = "two delays in a row",
             .why = "They wait as long as one delay of both would, and whoever changes one of them will not think of "
                    "the other. Mostly a message between them has been taken away.",
             .bad = R"([
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Hi, saw your talk." }] } },
  { "type": "delay", "data": { "delaySeconds": 86400, "unit": "days" } },
  { "type": "delay", "data": { "delaySeconds": 172800, "unit": "days" } },
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Did you see my note?" }] } }
])",
             .good = R"([
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Hi, saw your talk." }] } },
  { "type": "delay", "data": { "delaySeconds": 259200, "unit": "days" } },
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Did you see my note?" }] } }
])",
             .fix = FixKind::kSafe},
    .check = check_consecutive_delays};

}  // namespace segue::lint
