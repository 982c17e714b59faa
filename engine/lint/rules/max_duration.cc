#include <algorithm>
#include <cstdint>
#include <limits>
#include <string_view>

#include "lint/rule.h"

namespace segue::lint {
namespace {

constexpr std::string_view kMaxDurationSettings[] = {"max-duration"};

void check_max_duration(const SequenceView& sequence, Reporter& report) {
  const std::uint64_t most = seconds_of(sequence.context.settings.max_duration);
  const StepView* passes = nullptr;  // the delay that goes beyond the limit
  std::uint64_t total = 0;
  for (const StepView& step : sequence.steps) {
    const Delay* delay = step.delay();
    if (delay == nullptr) continue;
    const std::uint64_t seconds = seconds_of(delay->duration);
    total += std::min(seconds, std::numeric_limits<std::uint64_t>::max() - total);
    if (passes == nullptr && total > most) passes = &step;
  }
  if (passes == nullptr) return;
  report.add({.path = passes->at(Part::kDelaySeconds),
              .message = fmt::format("the delays add up to {}, and pass the {} of max-duration at {}; shorten some, or "
                                     "raise the limit with max-duration={}",
                                     format_duration(total), format_duration(most), name_of(*passes),
                                     written_duration(total))});
}

}  // namespace

extern const Rule kMaxDuration = {
    .info = {.code = "T008",
             .name = "max-duration",
             .severity = Severity::kWarning,
             .summary = "all delays together exceed max-duration",
             .why = "A lead who has not answered for months will not answer the next message either, and what it says "
                    "is out of date by then.",
             .bad = R"([
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Hi, saw your talk." }] } },
  { "type": "delay", "data": { "delaySeconds": 2592000, "unit": "days" } }, { "type": "like-tweet" },
  { "type": "delay", "data": { "delaySeconds": 2592000, "unit": "days" } }, { "type": "like-tweet" },
  { "type": "delay", "data": { "delaySeconds": 2592000, "unit": "days" } }, { "type": "like-tweet" },
  { "type": "delay", "data": { "delaySeconds": 1209600, "unit": "weeks" } },
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Did you see my note?" }] } }
])",
             .good = R"([
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Hi, saw your talk." }] } },
  { "type": "delay", "data": { "delaySeconds": 259200, "unit": "days" } }, { "type": "like-tweet" },
  { "type": "delay", "data": { "delaySeconds": 259200, "unit": "days" } }, { "type": "like-tweet" },
  { "type": "delay", "data": { "delaySeconds": 259200, "unit": "days" } }, { "type": "like-tweet" },
  { "type": "delay", "data": { "delaySeconds": 1209600, "unit": "weeks" } },
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Did you see my note?" }] } }
])",
             .settings = kMaxDurationSettings},
    .check = check_max_duration};

}  // namespace segue::lint
