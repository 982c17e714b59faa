#include "base/escape.h"

namespace segue {

void append_json_escaped(std::string& out, std::string_view text) {
  if (shape_of(text).json_plain) {
    out += text;
    return;
  }
  constexpr char kHex[] = "0123456789abcdef";
  std::size_t plain = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const char escape = kJsonEscape[byte];
    if (escape == 0) continue;
    out.append(text, plain, at - plain);
    plain = at + 1;
    out += '\\';
    out += escape;
    if (escape == 'u') {
      out += "00";
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
  out.append(text, plain);
}

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  append_json_escaped(out, text);
  out += '"';
}

bool csv_needs_quotes(std::string_view text) {
  return text.find_first_of(",\"\r\n") != std::string_view::npos;
}

void append_csv_doubled(std::string& out, std::string_view text) {
  for (std::size_t quote; (quote = text.find('"')) != std::string_view::npos; text.remove_prefix(quote + 1)) {
    out.append(text, 0, quote + 1);
    out += '"';
  }
  out.append(text);
}

void append_csv_field(std::string& out, std::string_view text) {
  if (!csv_needs_quotes(text)) {
    out.append(text);
    return;
  }
  out += '"';
  append_csv_doubled(out, text);
  out += '"';
}

}  // namespace segue
