#include "base/white_space.h"

#include "base/utf8.h"

namespace segue {

bool is_blank(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (is_plain_edge(text[at])) return false;
    const utf8::CodePoint point = utf8::decode(text, at);
    if (!point.valid || !is_invisible(point.value)) return false;
    at += point.size;
  }
  return true;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && !is_plain_edge(text.front())) {
    const utf8::CodePoint first = utf8::decode(text, 0);
    if (!first.valid || !is_white_space(first.value)) break;
    text.remove_prefix(first.size);
  }
  while (!text.empty() && !is_plain_edge(text.back())) {
    const utf8::CodePoint last = utf8::decode_before(text, text.size());
    if (!last.valid || !is_white_space(last.value)) break;
    text.remove_suffix(last.size);
  }
  return text;
}

}  // namespace segue
