#include <string>

#include "base/unicode.h"
#include "base/utf8.h"
#include "reference/plain_linter.h"

namespace segue::reference {
namespace {

/// The code points, in lower case.
std::u32string lower(std::string_view text) {
  std::u32string lower;
  for (std::size_t at = 0; at < text.size();) {
    const utf8::CodePoint point = utf8::decode(text, at);
    lower += static_cast<char32_t>(unicode::folded(point.value));
    at += point.size;
  }
  return lower;
}

/// Whether a code point can belong to a host, dots aside; a value is a letter.
bool is_of_host(std::uint32_t c) {
  if (c == '-' || (c >= 0x110000 && c != 0xffffffffu)) return true;
  return c != 0xffffffffu && (unicode::properties(c) & (unicode::kLetter | unicode::kDigit)) != 0;
}

bool is_letter(std::uint32_t c) {
  if (c == 0xffffffffu) return false;
  return c >= 0x110000 || (unicode::properties(c) & unicode::kLetter) != 0;
}

}  // namespace

// `http://`, the place being its last slash; and a host that is a shortener, the place being its last letter. The host
// is no part of a longer one ("www.bit.ly", "bit.ly.example", "my-bit.ly") and of no e-mail address ("anna@bit.ly").
void insecure_link(const PlainText& text, PlainFaults& faults) {
  std::u32string all;
  for (const PlainSymbol& symbol : text.symbols) {
    all += static_cast<char32_t>(symbol.is_value() ? symbol.c : unicode::folded(symbol.c));
  }
  constexpr std::u32string_view kScheme = U"http://";
  for (std::size_t at = all.find(kScheme); at != std::u32string::npos; at = all.find(kScheme, at + 1)) {
    faults.add(at + kScheme.size() - 1, Severity::kWarning);
  }
  for (const std::string& shortener : text.settings->link_shorteners) {
    const std::u32string host = lower(shortener);
    for (std::size_t at = all.find(host); at != std::u32string::npos; at = all.find(host, at + 1)) {
      const auto begin = static_cast<std::ptrdiff_t>(at);
      const auto end = begin + static_cast<std::ptrdiff_t>(host.size());
      const std::uint32_t before = text.at(begin - 1);
      if (is_of_host(before) || before == '.' || before == '@') continue;
      const std::uint32_t behind = text.at(end);
      if (is_of_host(behind) || behind == '@' || (behind == '.' && is_letter(text.at(end + 1)))) continue;
      faults.add(static_cast<std::size_t>(end - 1), Severity::kWarning);
    }
  }
}

}  // namespace segue::reference
