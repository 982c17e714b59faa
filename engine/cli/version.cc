// version.cc: the command `segue version`.

#include "segue/version.h"

#include <fmt/format.h>

#include "cli/command.h"
#include "segue/pick.h"

namespace segue::cli {
namespace {

int run_version(std::span<const std::string> arguments, Console& console) {
  const auto operands = parse_flags("version", arguments, {});
  if (!operands) return console.fail(operands.errors());
  if (!operands->empty()) return console.fail(fmt::format("version takes no \"{}\"", operands->front()));
  return console.result(fmt::format("segue {} (pick contract {})\n", kVersion, kPickContract)) ? kDone : kNotDone;
}

}  // namespace

const Command kVersionCommand = {
    .name = "version",
    .purpose = "show the version and the pick contract",
    .usage = {},
    .flags = no_flags,
    .details = "Versions with the same pick contract make the same picks for the same sequence, lead and seed.\n",
    .examples = "segue version\nsegue --version\n",
    .exit_codes = "0  shown\n",
    .run = run_version,
};

}  // namespace segue::cli
