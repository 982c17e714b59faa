#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "lint/rule.h"

namespace segue::lint {
namespace {

constexpr std::array<std::string_view, 5> kUnits = {"seconds", "minutes", "hours", "days", "weeks"};
constexpr std::array<std::uint64_t, 5> kSeconds = {1, 60, 3'600, 86'400, 7 * 86'400};  ///< of each unit

void tell_unknown(const StepView& step, std::string_view unit, Reporter& report) {
  const auto meant = near_miss(unit, kUnits);
  report.add({.path = step.at(Part::kUnit),
              .message = fmt::format("the unit of {} is {}, which is not seconds, minutes, hours, days or weeks; {}",
                                     name_of(step), quoted(unit),
                                     meant ? fmt::format("did you mean \"{}\"?", *meant) : "write one of these")});
}

void check_unit_mismatch(const StepView& step, Reporter& report) {
  const Delay* delay = step.delay();
  if (delay == nullptr || !delay->unit) return;
  const auto unit = static_cast<std::size_t>(std::find(kUnits.begin(), kUnits.end(), *delay->unit) - kUnits.begin());
  if (unit == kUnits.size()) {
    tell_unknown(step, *delay->unit, report);
    return;
  }
  const std::uint64_t seconds = seconds_of(delay->duration);
  if (seconds % kSeconds[unit] == 0) return;

  std::size_t better = unit;
  while (seconds % kSeconds[better] != 0) --better;  // every number is a whole number of seconds
  const std::string_view name = kUnits[better];
  report.add(
      {.path = step.at(Part::kUnit),
       .message = fmt::format("{} waits {}, which is not a whole number of {}, so an editor cannot show it; make "
                              "its unit {}, or its delay a whole number of {}",
                              name_of(step), counted(seconds / kSeconds[better], name.substr(0, name.size() - 1), name),
                              kUnits[unit], name, kUnits[unit])});
}

}  // namespace

extern const Rule kUnitMismatch = {
    .info = {.code = "T007",
             .name = "unit-mismatch",
             .severity = Severity::kWarning,
             .summary = "a delay that its unit cannot show",
             .why = "delaySeconds is always in seconds, and unit only says how an editor shows it. Where the two do "
                    "not fit, the author sees a rounded number, and saving it changes the delay.",
             .bad = R"([
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Hi, saw your talk." }] } },
  { "type": "delay", "data": { "delaySeconds": 129600, "unit": "days" } },
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Did you see my note?" }] } }
])",
             .good = R"([
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Hi, saw your talk." }] } },
  { "type": "delay", "data": { "delaySeconds": 129600, "unit": "hours" } },
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Did you see my note?" }] } }
])"},
    .check = check_unit_mismatch};

}  // namespace segue::lint
