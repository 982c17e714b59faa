// annotated_text.h: a text broken into lines, with marks and labels under the places they speak of.
//
//   Hi Anna, saw your work at your company
//   ~~ 2 of 3                 ~~~~~~~~~~~~ fallback
//
// Marks stand under the right columns with wide characters and escapes too; a label that would run into the next
// mark goes to the mark's left or to a line below.

#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "display/terminal.h"

namespace segue::cli {

struct Annotation {
  std::size_t begin = 0;  ///< half-open range of bytes; empty: a place between two
  std::size_t end = 0;
  std::string label;  ///< fit to be shown
  display::Tone tone = display::Tone::kMark;
};

/// The lines to print, each at most `width` columns: the text's own line breaks are kept, longer lines broken at
/// spaces, words longer than a line anywhere. `annotations` stand in the order of the text.
std::vector<std::string> annotated_text(std::string_view text, std::span<const Annotation> annotations,
                                        std::size_t width, const display::Terminal& terminal);

/// The columns of the widest line that annotated_text() makes of the text, marks and labels aside.
std::size_t widest_line(std::string_view text, std::size_t width);

}  // namespace segue::cli
