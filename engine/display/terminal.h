// terminal.h: the width of a terminal, and whether it has colours.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace segue::display {

struct Terminal {
  std::size_t width = 100;   ///< columns; the default if it is not a terminal
  bool colour = false;       ///< use escape sequences for colours
  bool interactive = false;  ///< it is a terminal
};

enum class Colour : std::uint8_t {
  kAuto,    ///< on a terminal, unless NO_COLOR is set or TERM is dumb
  kAlways,  ///< in pipes and files too
  kNever,
};

/// The properties of the terminal that `descriptor` is open on.
Terminal terminal_of(int descriptor, Colour colour);

/// The role of a text, which determines its colour. Colour is never the only sign of it.
enum class Tone : std::uint8_t { kTitle, kQuiet, kError, kWarning, kGood, kMark };

/// The text in that tone, or just the text if there are no colours. `text` must be safe to show.
std::string painted(std::string_view text, Tone tone, const Terminal& terminal);

}  // namespace segue::display
