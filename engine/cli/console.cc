// console.cc: see console.h.

#include "cli/console.h"

#include <cerrno>
#include <cstring>
#include <string>

#include <fmt/format.h>
#include <unistd.h>

#include "cli/settings.h"
#include "cli/write_all.h"
#include "display/display.h"

namespace segue::cli {

void Console::use(display::Colour colour) {
  out_ = display::terminal_of(STDOUT_FILENO, colour);
  err_ = display::terminal_of(STDERR_FILENO, colour);
}

bool Console::result(std::string_view text) {
  const int error = write_all(STDOUT_FILENO, text);
  if (error == 0 || error == EPIPE) return true;
  problem(fmt::format("cannot write to standard output: {}", std::strerror(error)));
  return false;
}

void Console::note(std::string_view text) {
  // If standard error cannot be written, there is nowhere left to report it.
  static_cast<void>(write_all(STDERR_FILENO, text));
}

void Console::problem(std::string_view message) {
  write_message(message, display::Tone::kError);
}

void Console::remark(std::string_view message) {
  write_message(message, display::Tone::kWarning);
}

void Console::write_message(std::string_view message, display::Tone tone) {
  std::string text = display::painted("segue:", tone, err_);
  while (true) {
    const std::size_t line_end = message.find('\n');
    text += ' ' + display::shown(message.substr(0, line_end)) + '\n';
    if (line_end == std::string_view::npos) break;
    message.remove_prefix(line_end + 1);
    text += "      ";
  }
  note(text);
}

int Console::fail(const std::vector<Error>& errors) {
  for (const Error& error : errors) problem(with_flag(error));
  return kNotDone;
}

int Console::fail(std::string_view message) {
  problem(message);
  return kNotDone;
}

}  // namespace segue::cli
