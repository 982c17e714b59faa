// terminal.cc: see terminal.h.

#include "display/terminal.h"

#include <algorithm>
#include <cstdlib>

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace segue::display {
namespace {

/// Whether NO_COLOR is set and not empty (https://no-color.org), or TERM is missing or dumb.
bool colours_are_disabled() {
  const char* no_color = std::getenv("NO_COLOR");
  if (no_color != nullptr && *no_color != '\0') return true;
  const char* term = std::getenv("TERM");
  return term == nullptr || std::string_view(term) == "dumb";
}

std::string_view sequence_of(Tone tone) {
  switch (tone) {
    case Tone::kTitle:
      return "1";
    case Tone::kQuiet:
      return "2";
    case Tone::kError:
      return "1;31";
    case Tone::kWarning:
      return "33";
    case Tone::kGood:
      return "32";
    case Tone::kMark:
      return "36";
  }
  return "0";
}

}  // namespace

Terminal terminal_of(int descriptor, Colour colour) {
  // A narrower terminal breaks the lines itself.
  constexpr std::size_t kMinTerminalWidth = 40;
  Terminal terminal;
  terminal.interactive = isatty(descriptor) == 1;
  winsize size{};
  if (terminal.interactive && ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    terminal.width = std::max<std::size_t>(size.ws_col, kMinTerminalWidth);
  }
  terminal.colour =
      colour == Colour::kAlways || (colour == Colour::kAuto && terminal.interactive && !colours_are_disabled());
  return terminal;
}

std::string painted(std::string_view text, Tone tone, const Terminal& terminal) {
  if (!terminal.colour || text.empty()) return std::string(text);
  return fmt::format("\x1b[{}m{}\x1b[0m", sequence_of(tone), text);
}

}  // namespace segue::display
