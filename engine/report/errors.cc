// errors.cc: see errors.h.

#include "report/errors.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/utf8.h"
#include "report/display.h"
#include "report/numbers.h"

namespace segue::report {
namespace {

/// Four bytes a code point; what lies further from the mark cannot be in the excerpt.
constexpr std::size_t kBytesAColumn = 4;

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
  const std::size_t reach = width * kBytesAColumn;
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

std::string document_error(const Error& error, std::string_view file, std::string_view source,
                           const Terminal& terminal) {
  constexpr std::size_t kWidestExcerpt = 100;
  const Position& place = error.range.begin;
  std::string text = painted(fmt::format("{}:{}:{}:", shown(file), place.line, place.column), Tone::kTitle, terminal);
  text += ' ' + painted("error", Tone::kError, terminal) + ' ' + shown(error.code);
  if (error.name != error.code) text += ' ' + shown(error.name);
  text += '\n';

  const std::string number = fmt::format("{}", place.line);
  const std::string margin(number.size(), ' ');
  const std::size_t indent = number.size() + 3;  // "14 | "
  if (!source.empty()) {
    const std::size_t room = std::min(kWidestExcerpt, terminal.width > indent + 20 ? terminal.width - indent : 20);
    const Excerpt part = excerpt(source, error.range, room);
    const std::string bar = painted("|", Tone::kQuiet, terminal);
    text += fmt::format("{} {}\n", margin, bar);
    text += fmt::format("{} {} {}\n", painted(number, Tone::kQuiet, terminal), bar, part.line);
    text += fmt::format("{} {} {}{}\n", margin, bar, std::string(part.mark, ' '),
                        painted(std::string(part.mark_width, '^'), Tone::kError, terminal));
  }
  std::string lead = margin + " = ";
  for (const std::string& line :
       wrapped(shown(error.message), terminal.width > indent + 20 ? terminal.width - indent : 20)) {
    text += lead + line + '\n';
    lead = margin + "   ";
  }
  if (!error.pointer.empty()) {
    text += painted(fmt::format("{} = at {}", margin, shown(error.pointer)), Tone::kQuiet, terminal) + '\n';
  }
  return text;
}

std::string document_errors(const std::vector<Error>& errors, std::string_view file, std::string_view source,
                            const Terminal& terminal) {
  std::string text;
  for (const Error& error : errors) text += document_error(error, file, source, terminal) + '\n';
  text += fmt::format("{} in {}\n", counted(errors.size(), "error", "errors"), shown(file));
  return text;
}

}  // namespace segue::report
