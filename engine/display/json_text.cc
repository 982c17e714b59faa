// json_text.cc: see json_text.h.

#include "display/json_text.h"

#include <fmt/format.h>

#include "base/utf8.h"

namespace segue::display {

void append_json_text(std::string& out, std::string_view text) {
  out += '"';
  const TextShape shape = shape_of(text);
  if (shape.ascii && shape.json_plain && text.find('\x7F') == std::string_view::npos) {  // the common case
    out += text;
    out += '"';
    return;
  }
  std::size_t plain = 0;
  for (std::size_t at = 0; at < text.size();) {
    const utf8::CodePoint here = utf8::decode(text, at);
    const std::uint32_t c = here.value;
    const bool is_unsafe = !here.valid || (c >= 0x7F && c < 0xA0) || c == 0x61C || (c >= 0x200B && c <= 0x200F) ||
                           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
    if (is_unsafe) {
      append_json_escaped(out, text.substr(plain, at - plain));
      out += fmt::format("\\u{:04x}", c);
      plain = at + here.size;
    }
    at += here.size;
  }
  append_json_escaped(out, text.substr(plain));
  out += '"';
}

}  // namespace segue::display
