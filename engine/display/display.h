// display.h: makes text from files safe to show on a terminal.
//
// A lead's value, a variable name or a file name may contain anything: escape sequences that repaint the screen, line
// breaks that forge a line of output, bidirectional controls that reorder text. These functions turn such code points
// into visible escapes (`\x1b`, `\n`, `\u202e`), and invalid UTF-8 into `\xff`.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace segue::display {

/// One code point, or one invalid byte, and how it is shown.
struct Glyph {
  std::size_t offset = 0;  ///< of its first byte in the text
  std::size_t size = 0;    ///< its bytes in the text
  std::size_t width = 0;   ///< columns of `shown`
  std::string shown;
};

/// Splits the text into glyphs.
std::vector<Glyph> glyphs(std::string_view text);

/// The text on one line, with control characters escaped.
std::string shown(std::string_view text);

/// The number of columns of shown(text).
std::size_t shown_width(std::string_view text);

/// shown(text), cut to `width` columns; a cut text ends in `…`.
std::string elided(std::string_view text, std::size_t width);

/// shown(text) in double quotes, cut to `width` columns between them.
std::string quoted(std::string_view text, std::size_t width = 60);

/// Pads `text`, which must be safe to show, with spaces to `width` columns.
std::string padded(std::string text, std::size_t width);

/// Breaks `text`, which must be safe to show, at spaces into lines of at most `width` columns. A longer word gets a
/// line of its own and is not cut, so that names and pointers can be copied.
std::vector<std::string> wrapped(std::string_view text, std::size_t width);

}  // namespace segue::display
