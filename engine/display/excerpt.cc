// excerpt.cc: see excerpt.h.

#include "display/excerpt.h"

#include <algorithm>
#include <vector>

#include "base/utf8.h"
#include "base/word_loads.h"
#include "display/display.h"

namespace segue::display {
namespace {

/// How many bytes before and after the mark can be part of the excerpt. A column has at most four bytes, and only one
/// in ASCII.
std::size_t reach_of(std::string_view source, std::size_t mark, std::size_t width) {
  constexpr std::size_t kBytesPerColumn = 4;
  const std::size_t near = width + 1;  // one more, to see whether the line is longer
  const std::size_t start = mark > near ? mark - near : 0;
  return is_ascii(source.substr(start, mark - start + near)) ? near : width * kBytesPerColumn;
}

bool is_continuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0u) == 0x80u;
}

std::size_t line_start(std::string_view source, std::size_t offset, std::size_t reach) {
  const std::size_t earliest = offset > reach ? offset - reach : 0;
  std::size_t start = offset;
  while (start > earliest && source[start - 1] != '\n') --start;
  while (start < offset && is_continuation(source[start])) ++start;
  return start;
}

std::size_t line_end(std::string_view source, std::size_t offset, std::size_t reach) {
  const std::size_t latest = std::min(source.size(), offset + reach);
  std::size_t end = offset;
  while (end < latest && source[end] != '\n') ++end;
  while (end > offset && end < source.size() && is_continuation(source[end])) --end;
  if (end > offset && source[end - 1] == '\r' && (end == source.size() || source[end] == '\n')) --end;
  return end;
}

struct Columns {
  std::size_t before = 0;  ///< the mark
  std::size_t marked = 0;
  std::size_t after = 0;
};

}  // namespace

Excerpt excerpt(std::string_view source, const Range& range, std::size_t width) {
  const std::size_t begin = std::min(range.begin.offset, source.size());
  const std::size_t end = std::clamp(range.end.offset, begin, source.size());
  const std::size_t reach = reach_of(source, begin, width);
  std::size_t start = line_start(source, begin, reach);
  if (start == 0 && source.starts_with(utf8::kByteOrderMark)) start = std::min(utf8::kByteOrderMark.size(), begin);
  const std::size_t stop = line_end(source, begin, reach);
  std::vector<Glyph> line = glyphs(source.substr(start, stop - start));
  for (Glyph& glyph : line) {
    if (glyph.shown == "\\t") glyph = {glyph.offset, glyph.size, 1, " "};  // a tab is mostly indentation
  }

  Columns columns;
  for (const Glyph& glyph : line) {
    const std::size_t offset = start + glyph.offset;
    (offset < begin ? columns.before : offset < end ? columns.marked : columns.after) += glyph.width;
  }
  const bool cut_left = start > 0 && source[start - 1] != '\n' && start != utf8::kByteOrderMark.size();
  const bool cut_right = stop < source.size() && source[stop] != '\n' && source[stop] != '\r';
  if (columns.before + columns.marked + columns.after <= width && !cut_left && !cut_right) {
    Excerpt whole{.mark = columns.before, .mark_width = std::max<std::size_t>(columns.marked, 1)};
    for (const Glyph& glyph : line) whole.line += glyph.shown;
    return whole;
  }

  // A window onto the line: if the mark fits, it is centred, and the window is filled as far as the line allows.
  const std::size_t window_width = width - 2;  // without a `…` at each end
  const std::size_t marked = std::min(columns.marked, window_width);
  std::size_t skip = 0;
  if (columns.before + marked + columns.after > window_width) {
    const std::size_t context = (window_width - marked) / 2;
    skip = columns.before > context ? columns.before - context : 0;
    const std::size_t all = columns.before + columns.marked + columns.after;
    skip = std::min(skip, all - std::min(all, window_width));
    skip = std::min(skip, columns.before);
  }
  Excerpt window;
  std::size_t next_column = 0;  // of the line
  std::size_t used = 0;         // columns of the window
  std::size_t used_before = 0;
  std::size_t used_marked = 0;
  bool elided_before = cut_left;
  bool elided_after = cut_right;
  for (const Glyph& glyph : line) {
    const std::size_t column = next_column;
    next_column += glyph.width;
    if (column < skip) {
      elided_before = true;
      continue;
    }
    if (used + glyph.width > window_width) {
      elided_after = true;
      break;
    }
    window.line += glyph.shown;
    used += glyph.width;
    const std::size_t offset = start + glyph.offset;
    if (offset < begin) used_before += glyph.width;
    if (offset >= begin && offset < end) used_marked += glyph.width;
  }
  window.mark = used_before + (elided_before ? 1 : 0);
  window.mark_width = std::max<std::size_t>(used_marked, 1);
  if (elided_before) window.line.insert(0, "…");
  if (elided_after) window.line += "…";
  return window;
}

}  // namespace segue::display
