// help.cc: the command `segue help`, and the texts of help.h.

#include "cli/help.h"

#include <algorithm>

#include <fmt/format.h>

#include "cli/settings.h"
#include "display/display.h"

namespace segue::cli {
namespace {

std::string heading(std::string_view text, const display::Terminal& terminal) {
  return '\n' + display::painted(text, display::Tone::kTitle, terminal) + '\n';
}

std::string indented(std::string_view lines) {
  std::string text;
  while (!lines.empty()) {
    const std::size_t line_end = std::min(lines.find('\n'), lines.size());
    if (line_end > 0) text += fmt::format("  {}", lines.substr(0, line_end));
    text += '\n';
    lines.remove_prefix(std::min(line_end + 1, lines.size()));
  }
  return text;
}

std::string left_side(const FlagText& flag) {
  return flag.value.empty() ? std::string(flag.name) : fmt::format("{} {}", flag.name, flag.value);
}

std::string flag_help(const FlagText& flag, const display::Terminal& terminal) {
  constexpr std::size_t kLeft = 26;
  std::string text = "  " + display::padded(left_side(flag), kLeft - 2);
  std::string help(flag.help);
  if (flag.repeats) help += " (repeatable)";
  const std::size_t width = std::clamp<std::size_t>(terminal.width, 60, 110) - kLeft;
  std::string margin = left_side(flag).size() + 3 > kLeft ? "\n" + std::string(kLeft, ' ') : "";
  for (const std::string& line : display::wrapped(help, width)) {
    text += margin + line;
    margin = "\n" + std::string(kLeft, ' ');
  }
  return text + '\n';
}

int run_help(std::span<const std::string> arguments, Console& console) {
  const auto operands = parse_flags("help", arguments, {});
  if (!operands) return console.fail(operands.errors());
  if (operands->size() > 1) return console.fail("help takes one COMMAND   (segue help --help)");
  if (operands->empty()) return console.result(overview(console.out())) ? kDone : kNotDone;
  const Command* command = find_command(operands->front());
  if (command == nullptr) return no_such_command(operands->front(), console);
  return console.result(help_for(*command, console.out())) ? kDone : kNotDone;
}

}  // namespace

const Command kHelp = {
    .name = "help",
    .purpose = "show a command's flags, with examples",
    .usage = "[COMMAND]",
    .flags = no_flags,
    .details = {},
    .examples = "segue help\nsegue help render\n",
    .exit_codes = "0  shown\n2  there is no such command\n",
    .run = run_help,
};

std::string overview(const display::Terminal& terminal) {
  std::string text = display::painted("segue", display::Tone::kTitle, terminal) +
                     ": checks outreach sequences and renders them for every lead, the same bytes every time\n";
  text += heading("Usage", terminal) + "  segue COMMAND [flags]\n";
  text += heading("Commands", terminal);
  for (const Command* command : commands()) text += fmt::format("  {:<10}{}\n", command->name, command->purpose);
  text += heading("Examples", terminal);
  text += "  segue preview spring.json --lead '{\"first-name\":\"Anna\"}'\n";
  text += "  segue lint spring.json\n";
  text += "  segue render spring.json --leads leads.csv --out messages.ndjson --rejects rejects.ndjson\n";
  text += "\nRun segue COMMAND --help for more.\n";
  return text;
}

std::string help_for(const Command& command, const display::Terminal& terminal) {
  std::string text = display::painted(fmt::format("segue {}", command.name), display::Tone::kTitle, terminal) + ": ";
  text += fmt::format("{}\n", command.purpose);
  text += heading("Usage", terminal);
  text += fmt::format("  segue {}{}{}\n", command.name, command.usage.empty() ? "" : " ", command.usage);
  std::string_view group;
  for (const FlagText& flag : command.flags()) {
    if (flag.group != group) text += heading(flag.group, terminal);
    group = flag.group;
    text += flag_help(flag, terminal);
  }
  if (command.settings != SettingsKind::kNone) {
    text += heading("Settings for --set", terminal) + settings_help(command.settings);
  }
  if (!command.details.empty()) text += '\n' + std::string(command.details);
  text += heading("Examples", terminal) + indented(command.examples);
  text += heading("Exit codes", terminal) + indented(command.exit_codes);
  return text;
}

}  // namespace segue::cli
