// terminal.h: what the place that text is shown on can do: how wide it is, and whether it has colours.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace segue::display {

struct Terminal {
  std::size_t width = 100;   ///< columns; this many where there is no terminal
  bool colour = false;       ///< escape sequences for colours are welcome
  bool interactive = false;  ///< a person is watching
};

enum class Colour : std::uint8_t {
  kAuto,    ///< on a terminal, unless NO_COLOR is set or TERM is dumb
  kAlways,  ///< in pipes and files too
  kNever,
};

/// What the open file `descriptor` leads to.
Terminal terminal_of(int descriptor, Colour colour);

/// What a piece of text is, which decides how it looks. Colour is never the only sign of it.
enum class Tone : std::uint8_t { kTitle, kQuiet, kError, kWarning, kGood, kMark };

/// The text in that tone; just the text where there are no colours. `text` is fit to be shown.
std::string painted(std::string_view text, Tone tone, const Terminal& terminal);

}  // namespace segue::display
