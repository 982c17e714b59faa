// annotated_text.h: breaks a text into lines, with marks and labels under ranges of it.
//
//   Hi Anna, saw your work at your company
//   ~~ 2 of 3                 ~~~~~~~~~~~~ fallback
//
// Marks are aligned with wide characters and escapes, too. A label that would overlap the next mark goes to the left of
// its mark or to another line.

#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "display/terminal.h"

namespace segue::cli {

struct Annotation {
  std::size_t begin = 0;  ///< half-open range of bytes; an empty one marks a place between two bytes
  std::size_t end = 0;
  std::string label;  ///< safe to show
  display::Tone tone = display::Tone::kMark;
};

/// The lines to print, each at most `width` columns. Line breaks of the text are kept; longer lines are broken at
/// spaces, and longer words anywhere. `annotations` must be in the order of the text.
std::vector<std::string> annotated_text(std::string_view text, std::span<const Annotation> annotations,
                                        std::size_t width, const display::Terminal& terminal);

/// The width of the longest line that annotated_text() makes of the text, without marks and labels.
std::size_t widest_line(std::string_view text, std::size_t width);

}  // namespace segue::cli
