#include <algorithm>
#include <cstdint>

#include "lint/rule.h"

namespace segue::lint {
namespace {

// The reader finds what a single value shows. What only the delays together show is found here.
void check_wrong_type(const SequenceView& sequence, Reporter& report) {
  constexpr std::uint64_t kMost = std::uint64_t{1} << 53;  // seconds; beyond, not every program counts exactly
  std::uint64_t total = 0;
  for (const StepView& step : sequence.steps) {
    const Delay* delay = step.delay();
    if (delay == nullptr) continue;
    const std::uint64_t seconds = seconds_of(delay->duration);
    if (seconds > kMost - total) {
      report.add({.path = step.at(Part::kDelaySeconds),
                  .message = fmt::format("expected delays that add up to at most 2^53 seconds, found more at {}; write "
                                         "the delays that are meant, in seconds",
                                         name_of(step))});
      return;
    }
    total += seconds;
  }
}

}  // namespace

extern const Rule kWrongType = {
    .info = {.code = "D002",
             .name = "wrong-type",
             .severity = Severity::kError,
             .summary = "a field of the wrong type or an impossible value",
             .why = "A number where a text belongs, or a delay of a day and a half second, has no meaning that could "
                    "be sent. It is refused, since a guess would reach every lead.",
             .bad = R"([
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Hi, saw your talk." }] } },
  { "type": "delay", "data": { "delaySeconds": "3 days", "unit": "days" } },
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Did you see my note?" }] } }
])",
             .good = R"([
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Hi, saw your talk." }] } },
  { "type": "delay", "data": { "delaySeconds": 259200, "unit": "days" } },
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Did you see my note?" }] } }
])"},
    .check = check_wrong_type};

}  // namespace segue::lint
