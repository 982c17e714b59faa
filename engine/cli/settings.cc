// settings.cc: see settings.h.

#include "cli/settings.h"

#include <cstdint>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/near_miss.h"
#include "cli/output/rules.h"
#include "display/numbers.h"

namespace segue::cli {
namespace {

struct Setting {
  std::string_view name;
  std::string_view says;
  std::size_t& (*value)(Settings& settings);
  enum class Kind : std::uint8_t { kCount, kSize } kind = Kind::kCount;
  std::uint64_t max = SIZE_MAX;
};

// Offsets in a document are 32 bits.
constexpr std::uint64_t kLargestDocument = 0xffffffffu;

constexpr Setting kSettings[] = {
    {"max-document", "the largest sequence document", [](Settings& all) -> std::size_t& { return all.limits.document; },
     Setting::Kind::kSize, kLargestDocument},
    {"max-nesting", "the deepest nesting of arrays and objects",
     [](Settings& all) -> std::size_t& { return all.limits.nesting; }},
    {"max-steps", "steps in a sequence", [](Settings& all) -> std::size_t& { return all.limits.steps; }},
    {"max-segments", "segments in a message", [](Settings& all) -> std::size_t& { return all.limits.segments; }},
    {"max-options", "options in a variation", [](Settings& all) -> std::size_t& { return all.limits.options; }},
    {"max-errors", "errors reported for a document", [](Settings& all) -> std::size_t& { return all.limits.errors; }},
    {"max-message", "the largest rendered message", [](Settings& all) -> std::size_t& { return all.max_message; },
     Setting::Kind::kSize},
};

}  // namespace

Complaint set(Settings& settings, std::string_view name_and_value, SettingsKind kind) {
  const auto pair = read_pair(name_and_value, "NAME=VALUE");
  if (!pair) return pair.errors().front().message;
  const auto& [name, value] = *pair;
  std::vector<std::string_view> known;
  for (const Setting& setting : kSettings) {
    if (setting.name == name) {
      const auto number =
          setting.kind == Setting::Kind::kSize ? read_size(value, setting.max) : read_number(value, setting.max);
      Complaint complaint = keep(setting.value(settings), number);
      return complaint.empty() ? complaint : fmt::format("{}: {}", name, complaint);
    }
    known.push_back(setting.name);
  }
  if (kind == SettingsKind::kAll) {
    for (const LintSettingInfo& setting : lint_settings()) {
      if (setting.name == name) return keep(settings.lint, with_setting(settings.lint, name, value));
      known.push_back(setting.name);
    }
  }
  if (const auto meant = near_miss(name, known)) {
    return fmt::format("no setting \"{}\"; did you mean \"{}\"?", name, *meant);
  }
  return fmt::format("no setting \"{}\"; expected one of {}", name, fmt::join(known, ", "));
}

namespace {

/// Settings with their own flags.
constexpr std::pair<std::string_view, std::string_view> kFlags[] = {
    {"key", "--key COLUMN or --key row"},
    {"max-line", "--max-line BYTES"},
    {"max-record", "--max-record BYTES"},
};

}  // namespace

std::string with_flag(std::string message, std::string_view setting) {
  if (setting.empty()) return message;
  for (const auto& [name, flag] : kFlags) {
    if (name == setting) return fmt::format("{} with {}", message, flag);
  }
  for (const Setting& one : kSettings) {
    if (one.name != setting) continue;
    return fmt::format("{} with --set {}={}", message, setting, one.kind == Setting::Kind::kSize ? "SIZE" : "N");
  }
  return message;
}

std::string with_flag(const Error& error) {
  return with_flag(error.message, error.setting);
}

std::string settings_help(SettingsKind kind) {
  Settings defaults;
  std::string text;
  if (kind == SettingsKind::kAll) {
    for (const LintSettingInfo& setting : lint_settings()) {
      const std::string value = default_value(setting);
      text += fmt::format("  {:<24}{} (default: {})\n", setting.name, setting.says, value.empty() ? "none" : value);
    }
  }
  for (const Setting& setting : kSettings) {
    const std::size_t value = setting.value(defaults);
    text += fmt::format("  {:<24}{} (default: {})\n", setting.name, setting.says,
                        setting.kind == Setting::Kind::kSize ? display::byte_size(value) : grouped(value));
  }
  return text;
}

}  // namespace segue::cli
