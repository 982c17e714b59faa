#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/rule.h"

namespace segue::lint {
namespace {

constexpr std::string_view kMinDelaySettings[] = {"min-delay"};

/// The steps after a message, up to the next one.
struct Between {
  const StepView* message = nullptr;  ///< none: there is nothing to measure from
  const StepView* last = nullptr;     ///< the last delay
  std::size_t delays = 0;
  std::uint64_t total = 0;  ///< seconds, up to min-delay
};

void tell(const Between& between, const StepView& next, std::uint64_t least, Reporter& report) {
  const StepView& last = *between.last;
  const std::string who =
      between.delays == 1
          ? fmt::format("{} waits {}", name_of(last), format_duration(between.total))
          : fmt::format("{} delays together wait {}", grouped(between.delays), format_duration(between.total));
  Draft draft{.path = last.at(Part::kDelaySeconds),
              .message = fmt::format("{} between {} and {}, less than the {} of min-delay; wait longer, or lower the "
                                     "limit with min-delay={}",
                                     who, name_of(*between.message), name_of(next), format_duration(least),
                                     written_duration(between.total))};
  for (const StepView* step = between.message; step != &last; ++step) {
    if (step->is(StepKind::kDelay)) draft.related.push_back({step->at(Part::kDelaySeconds), "a delay before it"});
  }
  report.add(std::move(draft));
}

void check_min_delay(const SequenceView& sequence, Reporter& report) {
  const std::uint64_t least = seconds_of(sequence.context.settings.min_delay);
  Between between;
  for (const StepView& step : sequence.steps) {
    switch (step.kind) {
      case StepKind::kMessage:
        if (between.message != nullptr && between.total > 0 && between.total < least) {
          tell(between, step, least, report);
        }
        between = {.message = &step};
        break;
      case StepKind::kDelay: {
        const std::uint64_t seconds = seconds_of(step.delay()->duration);
        between.total += std::min(seconds, least - between.total);
        between.last = &step;
        ++between.delays;
        break;
      }
      case StepKind::kLike:
        break;
      case StepKind::kBroken:
        between = {};
        break;
    }
  }
}

}  // namespace

extern const Rule kMinDelay = {
    .info = {.code = "T002",
             .name = "min-delay",
             .severity = Severity::kWarning,
             .summary = "two messages closer together than min-delay",
             .why = "A second message after some minutes looks like a machine's, and mostly a number of days was "
                    "written where seconds belong.",
             .bad = R"([
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Hi, saw your talk." }] } },
  { "type": "delay", "data": { "delaySeconds": 300, "unit": "minutes" } },
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Did you see my note?" }] } }
])",
             .good = R"([
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Hi, saw your talk." }] } },
  { "type": "delay", "data": { "delaySeconds": 18000, "unit": "minutes" } },
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Did you see my note?" }] } }
])",
             .settings = kMinDelaySettings},
    .check = check_min_delay};

}  // namespace segue::lint
