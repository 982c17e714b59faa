// main.cc: finds the command and runs it.

#include <algorithm>
#include <new>
#include <string>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/help.h"
#include "cli/interruption.h"

namespace segue::cli {
namespace {

/// Opens /dev/null for each standard stream that the caller has closed, so that no other file gets its descriptor. It
/// is opened in the wrong direction, so that reading or writing the stream still fails.
void fill_standard_streams() {
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(descriptor, F_GETFD) == -1) {
      static_cast<void>(::open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY));
    }
  }
}

bool asks_for_help(std::span<const std::string> arguments) {
  const auto operands = std::find(arguments.begin(), arguments.end(), "--");
  return std::any_of(arguments.begin(), operands,
                     [](const std::string& argument) { return argument == "--help" || argument == "-h"; });
}

int run(std::vector<std::string> arguments) {
  Console console(display::Colour::kAuto);
  if (!arguments.empty() && arguments.front() == "--version") arguments.front() = "version";
  if (arguments.empty() || arguments.front() == "--help" || arguments.front() == "-h") {
    return console.result(overview(console.out())) ? kDone : kNotDone;
  }
  const std::string& name = arguments.front();
  const Command* command = find_command(name);
  if (command == nullptr && name.starts_with('-')) {
    return console.fail(fmt::format("expected a command, found the flag \"{}\"   (segue --help)", name));
  }
  if (command == nullptr) return no_such_command(name, console);
  const std::span<const std::string> rest = std::span(arguments).subspan(1);
  if (asks_for_help(rest)) return console.result(help_for(*command, console.out())) ? kDone : kNotDone;
  try {
    return command->run(rest, console);
  } catch (const std::bad_alloc&) {
    return console.fail("out of memory");
  }
}

}  // namespace
}  // namespace segue::cli

int main(int count, char** values) {
  segue::cli::fill_standard_streams();
  segue::cli::handle_interruptions();
  return segue::cli::run(std::vector<std::string>(values + std::min(count, 1), values + count));
}
