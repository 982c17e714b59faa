// annotated_text.cc: see annotated_text.h.

#include "cli/output/annotated_text.h"

#include <algorithm>

#include <fmt/format.h>

#include "display/display.h"

namespace segue::cli {
namespace {

/// A line of the text, as indexes of its glyphs. The glyphs from `last` to `next` are the line break, which is not
/// shown.
struct Line {
  std::size_t first = 0;
  std::size_t last = 0;
  std::size_t next = 0;
};

std::vector<Line> broken(std::string_view text, const std::vector<display::Glyph>& all, std::size_t width) {
  const auto is = [&](std::size_t i, char wanted) { return text[all[i].offset] == wanted; };
  std::vector<Line> lines;
  std::size_t first = 0;
  while (true) {
    constexpr std::size_t kNone = static_cast<std::size_t>(-1);
    std::size_t columns = 0;
    std::size_t space = kNone;
    std::size_t i = first;
    bool is_full = false;
    for (; i < all.size() && !is(i, '\n'); ++i) {
      is_full = i > first && columns + all[i].width > width;
      if (is_full) break;
      columns += all[i].width;
      if (is(i, ' ')) space = i;
    }
    if (!is_full) {
      const bool ends_in_return = i < all.size() && i > first && is(i - 1, '\r');
      lines.push_back({first, ends_in_return ? i - 1 : i, i + 1});
      if (i >= all.size()) return lines;
    } else if (is(i, ' ')) {
      lines.push_back({first, i, i + 1});
    } else if (space != kNone) {
      lines.push_back({first, space, space + 1});
    } else {
      lines.push_back({first, i, i});
    }
    first = lines.back().next;
  }
}

/// A mark under a line.
struct Mark {
  std::size_t column = 0;
  std::size_t width = 0;  ///< 0 for a place between two columns
  std::string_view label;
  display::Tone tone = display::Tone::kMark;
};

std::vector<Mark> marks_of(const Line& line, const std::vector<display::Glyph>& all, std::size_t text_size,
                           std::span<const Annotation> annotations) {
  const auto offset_of = [&](std::size_t i) { return i < all.size() ? all[i].offset : text_size; };
  const std::size_t line_begin = offset_of(line.first);
  const std::size_t line_end = offset_of(line.last);
  const std::size_t next_begin = offset_of(line.next);
  const bool is_last = line.next > all.size();
  std::vector<Mark> marks;
  for (const Annotation& annotation : annotations) {
    const bool begins_here = annotation.begin >= line_begin && (annotation.begin < next_begin || is_last);
    const bool continues_here = annotation.begin < line_begin && annotation.end > line_begin;
    if (!begins_here && !continues_here) continue;
    Mark mark{.tone = annotation.tone};
    for (std::size_t i = line.first; i < line.last; ++i) {
      if (all[i].offset < annotation.begin) mark.column += all[i].width;
      if (all[i].offset >= annotation.begin && all[i].offset < annotation.end) mark.width += all[i].width;
    }
    // The label goes with the last visible part.
    if (annotation.end <= std::max(next_begin, line_end) || is_last) mark.label = annotation.label;
    if (mark.width == 0 && mark.label.empty()) continue;
    marks.push_back(mark);
  }
  return marks;
}

/// A row of marks under a line, filled from left to right.
struct NoteRow {
  std::string text;
  std::size_t end = 0;  ///< columns in use
};

bool has_room(const NoteRow& row, std::size_t column) {
  return row.end == 0 || column >= row.end + 2;
}

void put(NoteRow& row, std::size_t column, const std::string& text, std::size_t width, display::Tone tone,
         const display::Terminal& terminal) {
  row.text.append(column - std::min(column, row.end), ' ');
  row.text += display::painted(text, tone, terminal);
  row.end = std::max(column, row.end) + width;
}

std::vector<std::string> rows_under(const std::vector<Mark>& marks, std::size_t width,
                                    const display::Terminal& terminal) {
  std::vector<NoteRow> rows;
  for (const Mark& mark : marks) {
    const std::string line = mark.width == 0 ? "^" : std::string(mark.width, '~');
    const std::size_t label_width = display::shown_width(mark.label);
    const std::size_t end = mark.column + line.size() + (label_width > 0 ? label_width + 1 : 0);
    const bool fits_right = end <= width || label_width == 0;
    const bool fits_left = !fits_right && mark.column > label_width;
    const std::size_t begin = fits_left ? mark.column - label_width - 1 : mark.column;
    auto row = std::find_if(rows.begin(), rows.end(), [&](const NoteRow& one) { return has_room(one, begin); });
    if (row == rows.end()) row = rows.insert(rows.end(), NoteRow{});
    std::string text = line;
    if (label_width > 0) {
      text = fits_left ? fmt::format("{} {}", mark.label, line) : fmt::format("{} {}", line, mark.label);
    }
    put(*row, begin, text, line.size() + (label_width > 0 ? label_width + 1 : 0), mark.tone, terminal);
  }
  std::vector<std::string> texts;
  texts.reserve(rows.size());
  for (NoteRow& row : rows) texts.push_back(std::move(row.text));
  return texts;
}

}  // namespace

std::vector<std::string> annotated_text(std::string_view text, std::span<const Annotation> annotations,
                                        std::size_t width, const display::Terminal& terminal) {
  const std::vector<display::Glyph> all = display::glyphs(text);
  std::vector<std::string> result;
  std::size_t first = 0;  // of the annotations that do not end before the line
  for (const Line& line : broken(text, all, width)) {
    std::string shown_line;
    for (std::size_t i = line.first; i < line.last; ++i) shown_line += all[i].shown;
    result.push_back(std::move(shown_line));
    const std::size_t line_begin = line.first < all.size() ? all[line.first].offset : text.size();
    while (first < annotations.size() && annotations[first].end < line_begin) ++first;
    std::size_t stop = first;
    const std::size_t next_begin = line.next < all.size() ? all[line.next].offset : text.size();
    while (stop < annotations.size() && annotations[stop].begin <= next_begin) ++stop;
    for (std::string& row :
         rows_under(marks_of(line, all, text.size(), annotations.subspan(first, stop - first)), width, terminal)) {
      result.push_back(std::move(row));
    }
  }
  return result;
}

std::size_t widest_line(std::string_view text, std::size_t width) {
  const std::vector<display::Glyph> all = display::glyphs(text);
  std::size_t widest = 0;
  for (const Line& line : broken(text, all, width)) {
    std::size_t columns = 0;
    for (std::size_t i = line.first; i < line.last; ++i) columns += all[i].width;
    widest = std::max(widest, columns);
  }
  return widest;
}

}  // namespace segue::cli
