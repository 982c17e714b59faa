#include <cstdint>
#include <string_view>
#include <utility>

#include "lint/rule.h"

namespace segue::lint {
namespace {

constexpr std::string_view kMaxDelaySettings[] = {"max-delay"};

void check_max_delay(const StepView& step, Reporter& report) {
  const Delay* delay = step.delay();
  const std::uint64_t most = seconds_of(step.settings().max_delay);
  if (delay == nullptr) return;
  const std::uint64_t seconds = seconds_of(delay->duration);
  if (seconds <= most) return;
  report.add({.path = step.at(Part::kDelaySeconds),
              .message = fmt::format("{} waits {}, more than the {} of max-delay; shorten it (one day is 86400 "
                                     "seconds), or raise the limit with max-delay={}",
                                     name_of(step), format_duration(seconds), format_duration(most),
                                     written_duration(seconds))});
}

}  // namespace

extern const Rule kMaxDelay = {
    .info = {.code = "T001",
             .name = "max-delay",
             .severity = Severity::kError,
             .summary = "a delay longer than max-delay",
             .why = "Leads who hear nothing for so long forget what came before. Mostly the number was meant to be "
                    "minutes or milliseconds, while delaySeconds is always in seconds.",
             .bad = R"([
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Hi, saw your talk." }] } },
  { "type": "delay", "data": { "delaySeconds": 7776000, "unit": "days" } },
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Did you see my note?" }] } }
])",
             .good = R"([
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Hi, saw your talk." }] } },
  { "type": "delay", "data": { "delaySeconds": 777600, "unit": "days" } },
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Did you see my note?" }] } }
])",
             .settings = kMaxDelaySettings},
    .check = check_max_delay};

}  // namespace segue::lint
