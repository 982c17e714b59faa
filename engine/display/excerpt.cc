// excerpt.cc: see excerpt.h.

#include "display/excerpt.h"

#include <algorithm>
#include <vector>

#include "base/utf8.h"
#include "base/word_loads.h"
#include "display/display.h"

namespace segue::display {
namespace {

/// How many bytes before the mark, and from it on, are looked at; what lies further cannot be in the excerpt. A column
/// takes up to four, and of ASCII no more than one.
std::size_t reach_of(std::string_view source, std::size_t mark, std::size_t width) {
  constexpr std::size_t kBytesAColumn = 4;
  const std::size_t near = width + 1;  // one too many, so that a longer line is known for one
  const std::size_t start = mark > near ? mark - near : 0;
  return is_ascii(source.substr(start, mark - start + near)) ? near : width * kBytesAColumn;
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
  std::size_t before = 0;  ///< of the mark
  std::size_t marked = 0;
  std::size_t behind = 0;
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
    if (glyph.shown == "\\t") glyph = {glyph.offset, glyph.size, 1, " "};  // indentation, not worth two columns
  }

  Columns columns;
  for (const Glyph& glyph : line) {
    const std::size_t offset = start + glyph.offset;
    (offset < begin ? columns.before : offset < end ? columns.marked : columns.behind) += glyph.width;
  }
  const bool cut_left = start > 0 && source[start - 1] != '\n' && start != utf8::kByteOrderMark.size();
  const bool cut_right = stop < source.size() && source[stop] != '\n' && source[stop] != '\r';
  if (columns.before + columns.marked + columns.behind <= width && !cut_left && !cut_right) {
    Excerpt whole{.mark = columns.before, .mark_width = std::max<std::size_t>(columns.marked, 1)};
    for (const Glyph& glyph : line) whole.line += glyph.shown;
    return whole;
  }

  // A window onto the line: where the mark fits, it has as much before it as behind it, and nothing is left unused.
  const std::size_t room = width - 2;  // for a `…` at each end
  const std::size_t marked = std::min(columns.marked, room);
  std::size_t skip = 0;
  if (columns.before + marked + columns.behind > room) {
    const std::size_t context = (room - marked) / 2;
    skip = columns.before > context ? columns.before - context : 0;
    const std::size_t all = columns.before + columns.marked + columns.behind;
    skip = std::min(skip, all - std::min(all, room));
    skip = std::min(skip, columns.before);
  }
  Excerpt window;
  std::size_t passed = 0;  // columns of the line so far
  std::size_t taken = 0;
  std::size_t taken_before = 0;
  std::size_t taken_marked = 0;
  bool left_out_before = cut_left;
  bool left_out_behind = cut_right;
  for (const Glyph& glyph : line) {
    const std::size_t at = passed;
    passed += glyph.width;
    if (at < skip) {
      left_out_before = true;
      continue;
    }
    if (taken + glyph.width > room) {
      left_out_behind = true;
      break;
    }
    window.line += glyph.shown;
    taken += glyph.width;
    const std::size_t offset = start + glyph.offset;
    if (offset < begin) taken_before += glyph.width;
    if (offset >= begin && offset < end) taken_marked += glyph.width;
  }
  window.mark = taken_before + (left_out_before ? 1 : 0);
  window.mark_width = std::max<std::size_t>(taken_marked, 1);
  if (left_out_before) window.line.insert(0, "…");
  if (left_out_behind) window.line += "…";
  return window;
}

}  // namespace segue::display
