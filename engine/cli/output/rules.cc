// rules.cc: see rules.h.

#include "cli/output/rules.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "base/duration.h"
#include "display/display.h"
#include "display/json_text.h"
#include "segue/report.h"

namespace segue::cli {
namespace {

constexpr std::string_view kExampleName = "example.json";

const LintSettingInfo& setting_named(std::string_view name) {
  const auto all = lint_settings();
  return *std::find_if(all.begin(), all.end(), [&](const LintSettingInfo& setting) { return setting.name == name; });
}

std::string indented(std::string_view lines, std::string_view margin) {
  std::string text;
  while (!lines.empty()) {
    const std::size_t line_end = std::min(lines.find('\n'), lines.size());
    if (line_end > 0) text.append(margin).append(lines.substr(0, line_end));
    text += '\n';
    lines.remove_prefix(std::min(line_end + 1, lines.size()));
  }
  return text;
}

std::string_view fix_name(FixKind fix) {
  switch (fix) {
    case FixKind::kSafe:
      return "safe";
    case FixKind::kUnsafe:
      return "unsafe";
    case FixKind::kNone:
      break;
  }
  return "none";
}

/// This rule's findings in its bad example.
std::string example_findings(const RuleInfo& rule, const display::Terminal& terminal) {
  LintOptions options;
  options.select = {"default", std::string(rule.code)};
  options.settings = example_settings(rule);
  const auto linter = Linter::make(std::move(options));
  if (!linter) return {};
  LintResult result = linter->lint_document(rule.bad);
  std::erase_if(result.findings, [&](const Finding& finding) { return finding.code != rule.code; });
  LintTotals totals;
  const auto report = FindingsReport::make(FindingsFormat::kFull, {.width = terminal.width, .colour = terminal.colour});
  std::string text = report->file({kExampleName, rule.bad, result}, totals);
  while (text.ends_with("\n\n")) text.pop_back();
  return text;
}

/// "Bad, with --set max-length=80"
std::string with_example_settings(std::string text, const RuleInfo& rule) {
  std::string_view link = ", with";
  for (const std::string_view setting : rule.example_settings) {
    text += fmt::format("{} --set {}", link, setting);
    link = "";
  }
  return text;
}

std::string heading(std::string_view text, const display::Terminal& terminal) {
  return '\n' + display::painted(text, display::Tone::kTitle, terminal) + "\n";
}

}  // namespace

std::string default_value(const LintSettingInfo& setting) {
  const LintSettings defaults;
  if (setting.list != nullptr) return fmt::format("{}", fmt::join(defaults.*setting.list, ","));
  if (setting.duration != nullptr) return written_duration(seconds_of(defaults.*setting.duration));
  return std::to_string(defaults.*setting.value);
}

std::string rules_table(const display::Terminal& terminal) {
  std::string text;
  std::size_t widest = 0;
  for (const RuleInfo& rule : lint_rules()) widest = std::max(widest, rule.name.size());
  constexpr std::size_t kLevel = 13;
  for (const RuleInfo& rule : lint_rules()) {
    const std::string level = rule.is_optional ? "off" : std::string(severity_name(rule.severity));
    const std::size_t margin = rule.code.size() + 2 + widest + 2 + kLevel;
    const std::size_t width = std::max<std::size_t>(terminal.width, margin + 20) - margin;
    std::string prefix = display::painted(rule.code, display::Tone::kTitle, terminal) + "  " +
                         display::padded(std::string(rule.name), widest + 2) + display::padded(level, kLevel);
    for (const std::string& line : display::wrapped(rule.summary, width)) {
      text += prefix + line + '\n';
      prefix = std::string(margin, ' ');
    }
  }
  return text;
}

std::string rules_json() {
  std::string text;
  display::append_json_array(text, lint_rules(), [&](const RuleInfo& rule) {
    text += '\n';
    display::JsonObject object(text);
    object.text("code", rule.code).text("name", rule.name).text("severity", severity_name(rule.severity));
    object.name("optional") += rule.is_optional ? "true" : "false";
    object.text("summary", rule.summary).text("why", rule.why).text("bad", rule.bad).text("good", rule.good);
    display::append_json_array(object.name("example_settings"), rule.example_settings,
                               [&](std::string_view setting) { display::append_json_text(text, setting); });
    display::append_json_array(object.name("settings"), rule.settings, [&](std::string_view name) {
      const LintSettingInfo& setting = setting_named(name);
      display::JsonObject(text).text("name", name).text("says", setting.says).text("standard", default_value(setting));
    });
    object.text("fix", fix_name(rule.fix));
  });
  return text + '\n';
}

std::string explanation(const RuleInfo& rule, const display::Terminal& terminal) {
  constexpr std::string_view kMargin = "  ";
  std::string text = display::painted(fmt::format("{} {}", rule.code, rule.name), display::Tone::kTitle, terminal);
  text += fmt::format(" ({}{}): {}\n\n", rule.is_optional ? "off until selected; " : "", severity_name(rule.severity),
                      rule.summary);
  for (const std::string& line : display::wrapped(rule.why, std::min<std::size_t>(terminal.width, 100)))
    text += line + '\n';
  text += heading(with_example_settings("Bad", rule), terminal) + indented(rule.bad, kMargin);
  text += heading("Findings", terminal) + indented(example_findings(rule, terminal), kMargin);
  text += heading("Good", terminal) + indented(rule.good, kMargin);
  if (!rule.settings.empty()) {
    text += heading("Settings", terminal);
    for (const std::string_view name : rule.settings) {
      const LintSettingInfo& setting = setting_named(name);
      text += fmt::format("{}--set {}={}   {} (this is the default)\n", kMargin, name, default_value(setting),
                          setting.says);
    }
  }
  if (rule.fix != FixKind::kNone) {
    text += heading("Fix", terminal);
    text += fmt::format("{}{}\n", kMargin,
                        rule.fix == FixKind::kSafe ? "safe: every lead receives the same text as before"
                                                   : "unsafe: it changes what leads receive");
  }
  return text;
}

}  // namespace segue::cli
