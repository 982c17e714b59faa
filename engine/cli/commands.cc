// commands.cc: the table of commands.

#include <algorithm>

#include <fmt/format.h>

#include "base/near_miss.h"
#include "cli/command.h"

namespace segue::cli {

std::span<const Command* const> commands() {
  static constexpr const Command* kCommands[] = {&kRender, &kPreview, &kLint,           &kServe, &kStore,
                                                 &kRules,  &kExplain, &kVersionCommand, &kHelp};
  return kCommands;
}

const Command* find_command(std::string_view name) {
  const auto all = commands();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Command* one) { return one->name == name; });
  return found == all.end() ? nullptr : *found;
}

int no_such_command(std::string_view name, Console& console) {
  std::vector<std::string_view> known;
  for (const Command* command : commands()) known.push_back(command->name);
  const auto meant = near_miss(name, known);
  return console.fail(fmt::format("no command \"{}\"{}   (segue --help)", name,
                                  meant ? fmt::format("; did you mean \"{}\"?", *meant) : ""));
}

}  // namespace segue::cli
