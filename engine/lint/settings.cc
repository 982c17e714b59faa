// What rules measure by, by the names that users know.

#include <charconv>
#include <iterator>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/duration.h"
#include "base/near_miss.h"
#include "segue/lint.h"

namespace segue {
namespace {

constexpr LintSettingInfo kSettings[] = {
    {"max-delay", "the longest delay of one step", &LintSettings::max_delay, true},
    {"max-duration", "the longest that all delays together may take", &LintSettings::max_duration, true},
    {"max-messages", "messages of one sequence", &LintSettings::max_messages},
    {"min-delay", "the shortest time between two messages", &LintSettings::min_delay, true},
    {"min-renderings", "different texts that a message must have at least", &LintSettings::min_renderings},
};

Error refused(std::string message) {
  return {.code = "setting", .name = "setting", .message = std::move(message)};
}

}  // namespace

std::span<const LintSettingInfo> lint_settings() {
  return kSettings;
}

Result<LintSettings> with_setting(LintSettings settings, std::string_view name, std::string_view value) {
  std::vector<std::string_view> known;
  for (const LintSettingInfo& setting : kSettings) {
    known.push_back(setting.name);
    if (setting.name != name) continue;
    std::uint64_t number = 0;
    if (setting.is_time) {
      const auto seconds = read_duration(value);
      if (!seconds)
        return refused(fmt::format("{}: expected a time such as 14d, 36h or 90m, found \"{}\"", name, value));
      number = *seconds;
    } else {
      const auto [end, problem] = std::from_chars(value.data(), value.data() + value.size(), number);
      if (problem != std::errc{} || end != value.data() + value.size()) {
        return refused(fmt::format("{}: expected a whole number, found \"{}\"", name, value));
      }
    }
    settings.*setting.value = number;
    return settings;
  }
  const auto meant = near_miss(name, known);
  return refused(meant ? fmt::format("no setting \"{}\"; did you mean \"{}\"?", name, *meant)
                       : fmt::format("no setting \"{}\"; there are {}", name, fmt::join(known, ", ")));
}

}  // namespace segue
