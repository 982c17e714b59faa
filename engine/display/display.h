// display.h: text from files as a person may safely see it on a terminal.
//
// A value of a lead, a name or a file name may hold anything: escape sequences that repaint the screen, line
// breaks that forge a line of ours, bidirectional controls that turn text around. Whatever is shown goes through
// here, where such code points become visible escapes (`\x1b`, `\n`, `\u202e`), and bytes that are no UTF-8
// become `\xff`.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace segue::display {

/// One code point, or one stray byte, and what a terminal is given for it.
struct Glyph {
  std::size_t offset = 0;  ///< of its first byte in the text
  std::size_t size = 0;    ///< bytes it takes there
  std::size_t width = 0;   ///< columns of what is shown
  std::string shown;
};

/// The text, glyph by glyph.
std::vector<Glyph> glyphs(std::string_view text);

/// The text as it may be shown: one line, no control characters.
std::string shown(std::string_view text);

/// The columns that shown(text) takes.
std::size_t shown_width(std::string_view text);

/// shown(text), cut to `width` columns, the cut marked by `…`.
std::string elided(std::string_view text, std::size_t width);

/// shown(text) in double quotes, cut to `width` columns between them.
std::string quoted(std::string_view text, std::size_t width = 60);

/// `text`, which is fit to be shown, filled up with spaces to `width` columns.
std::string padded(std::string text, std::size_t width);

/// Breaks a text, which is fit to be shown, at its spaces into lines of at most `width` columns. A word longer
/// than that stands alone, uncut: names and pointers stay copyable.
std::vector<std::string> wrapped(std::string_view text, std::size_t width);

}  // namespace segue::display
