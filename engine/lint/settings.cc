// The settings of rules, by the names that users know.

#include <algorithm>
#include <charconv>
#include <chrono>
#include <iterator>
#include <limits>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/duration.h"
#include "base/near_miss.h"
#include "base/white_space.h"
#include "segue/lint.h"

namespace segue {
namespace {

constexpr LintSettingInfo kSettings[] = {
    {.name = "forbidden-patterns",
     .says = "what no text may match, as RE2 has it",
     .list = &LintSettings::forbidden_patterns},
    {.name = "forbidden-phrases", .says = "what no text may say", .list = &LintSettings::forbidden_phrases},
    {.name = "link-shorteners", .says = "hosts that hide where a link leads", .list = &LintSettings::link_shorteners},
    {.name = "max-delay", .says = "the longest delay of one step", .duration = &LintSettings::max_delay},
    {.name = "max-duration",
     .says = "the longest that all delays together may take",
     .duration = &LintSettings::max_duration},
    {.name = "max-length", .says = "code points of the longest rendering", .value = &LintSettings::max_length},
    {.name = "max-messages", .says = "messages of one sequence", .value = &LintSettings::max_messages},
    {.name = "max-states", .says = "states of a text rule kept after a segment", .value = &LintSettings::max_states},
    {.name = "max-witness-bytes",
     .says = "bytes of all witnesses of a document",
     .value = &LintSettings::max_witness_bytes},
    {.name = "max-witness-work",
     .says = "segments that they are put together from",
     .value = &LintSettings::max_witness_work},
    {.name = "max-work", .says = "steps of all text rules in one document", .value = &LintSettings::max_work},
    {.name = "min-delay", .says = "the shortest time between two messages", .duration = &LintSettings::min_delay},
    {.name = "min-renderings",
     .says = "different texts that a message must have at least",
     .value = &LintSettings::min_renderings},
    {.name = "required-phrases", .says = "of which every text must have one", .list = &LintSettings::required_phrases},
    {.name = "suffix-letters", .says = "letters of an ending that is no word", .value = &LintSettings::suffix_letters},
    {.name = "value-length", .says = "code points that a value counts for", .value = &LintSettings::value_length},
};

/// The parts between commas, without white space around them.
std::vector<std::string> parts_of(std::string_view value) {
  std::vector<std::string> parts;
  while (!value.empty()) {
    const std::size_t comma = std::min(value.find(','), value.size());
    const std::string_view part = trim(value.substr(0, comma));
    if (!part.empty()) parts.emplace_back(part);
    value.remove_prefix(std::min(comma + 1, value.size()));
  }
  return parts;
}

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
    if (setting.list != nullptr) {
      settings.*setting.list = parts_of(value);
      return settings;
    }
    if (setting.duration != nullptr) {
      constexpr std::uint64_t kLongest = std::numeric_limits<std::int64_t>::max();
      const auto seconds = read_duration(value);
      if (!seconds)
        return refused(fmt::format("{}: expected a time such as 14d, 36h or 90m, found \"{}\"", name, value));
      settings.*setting.duration = std::chrono::seconds(std::min(*seconds, kLongest));
      return settings;
    }
    std::uint64_t number = 0;
    const auto [end, problem] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (problem != std::errc{} || end != value.data() + value.size()) {
      return refused(fmt::format("{}: expected a whole number, found \"{}\"", name, value));
    }
    settings.*setting.value = number;
    return settings;
  }
  const auto meant = near_miss(name, known);
  return refused(meant ? fmt::format("no setting \"{}\"; did you mean \"{}\"?", name, *meant)
                       : fmt::format("no setting \"{}\"; there are {}", name, fmt::join(known, ", ")));
}

LintSettings example_settings(const RuleInfo& rule) {
  LintSettings settings;
  for (const std::string_view setting : rule.example_settings) {
    const std::size_t equals = setting.find('=');
    settings = *with_setting(std::move(settings), setting.substr(0, equals), setting.substr(equals + 1));
  }
  return settings;
}

}  // namespace segue
