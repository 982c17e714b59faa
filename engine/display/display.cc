// display.cc: see display.h.

#include "display/display.h"

#include <algorithm>
#include <cstdint>

#include <fmt/format.h>

#include "base/utf8.h"
#include "display/display_width.h"

namespace segue::display {
namespace {

/// Code points that move the cursor, change a terminal's state, or change the direction of the text after them.
bool is_control(std::uint32_t code_point) {
  return code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0) || code_point == 0x61C ||
         code_point == 0x200E || code_point == 0x200F || (code_point >= 0x2028 && code_point <= 0x202E) ||
         (code_point >= 0x2066 && code_point <= 0x2069) || code_point == 0xFEFF ||
         (code_point >= 0xFFF9 && code_point <= 0xFFFB);
}

std::string escaped(std::uint32_t code_point) {
  switch (code_point) {
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
    default:
      return code_point < 0x80 ? fmt::format("\\x{:02x}", code_point) : fmt::format("\\u{:04x}", code_point);
  }
}

/// The glyph at `offset`, which must be inside the text.
Glyph glyph_at(std::string_view text, std::size_t offset) {
  const utf8::CodePoint here = utf8::decode(text, offset);
  Glyph glyph{.offset = offset, .size = here.size};
  if (!here.valid) {
    glyph.shown = fmt::format("\\x{:02x}", static_cast<unsigned char>(text[offset]));
    glyph.width = glyph.shown.size();
  } else if (is_control(here.value)) {
    glyph.shown = escaped(here.value);
    glyph.width = glyph.shown.size();
  } else {
    glyph.shown = text.substr(offset, here.size);
    glyph.width = display_width(here.value);
  }
  return glyph;
}

}  // namespace

std::vector<Glyph> glyphs(std::string_view text) {
  std::vector<Glyph> all;
  for (std::size_t offset = 0; offset < text.size(); offset += all.back().size) {
    all.push_back(glyph_at(text, offset));
  }
  return all;
}

std::string shown(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t offset = 0; offset < text.size();) {
    const Glyph glyph = glyph_at(text, offset);
    result += glyph.shown;
    offset += glyph.size;
  }
  return result;
}

std::size_t shown_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t offset = 0; offset < text.size();) {
    const Glyph glyph = glyph_at(text, offset);
    width += glyph.width;
    offset += glyph.size;
  }
  return width;
}

std::string elided(std::string_view text, std::size_t width) {
  std::string result;
  std::size_t columns = 0;
  std::size_t fitting = 0;  // the bytes of `result` that leave a column for the …
  for (std::size_t offset = 0; offset < text.size();) {
    const Glyph glyph = glyph_at(text, offset);
    columns += glyph.width;
    if (columns > width) {
      result.resize(fitting);
      return result + "…";
    }
    result += glyph.shown;
    if (columns < width) fitting = result.size();
    offset += glyph.size;
  }
  return result;
}

std::string quoted(std::string_view text, std::size_t width) {
  return '"' + elided(text, width) + '"';
}

std::string padded(std::string text, std::size_t width) {
  const std::size_t columns = shown_width(text);
  if (columns < width) text.append(width - columns, ' ');
  return text;
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  std::vector<std::string> lines(1);
  std::size_t columns = 0;
  while (!text.empty()) {
    const std::size_t word_end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, word_end);
    const std::size_t word_width = shown_width(word);
    if (!lines.back().empty() && columns + 1 + word_width > width) {
      lines.emplace_back();
      columns = 0;
    }
    if (!lines.back().empty()) {
      lines.back() += ' ';
      ++columns;
    }
    lines.back() += word;
    columns += word_width;
    text.remove_prefix(std::min(word_end + 1, text.size()));
  }
  return lines;
}

}  // namespace segue::display
