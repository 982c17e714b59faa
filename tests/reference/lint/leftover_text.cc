#include <string>

#include "base/unicode.h"
#include "reference/plain_linter.h"

namespace segue::reference {
namespace {

bool is_part(char32_t c) {
  return (unicode::properties(c) & (unicode::kLetter | unicode::kMark | unicode::kDigit)) != 0;
}

bool ends_line(char32_t c) {
  return (unicode::properties(c) & unicode::kLineBreak) != 0;
}

std::u32string ascii_lower(std::u32string text) {
  for (char32_t& c : text) {
    if (c >= U'A' && c <= U'Z') c += U'a' - U'A';
  }
  return text;
}

/// Calls `found` for the begin and the end of each occurrence at the beginning of a word.
template <class Found>
void for_each(const std::u32string& text, std::u32string_view wanted, Found&& found) {
  for (std::size_t at = text.find(wanted); at != std::u32string::npos; at = text.find(wanted, at + 1)) {
    if (at == 0 || !is_part(text[at - 1])) found(at, at + wanted.size());
  }
}

/// One static text or option, which begins at the symbol `first` of the rendering.
void judge(const std::u32string& typed, std::size_t first, PlainFaults& faults) {
  const std::u32string lower = ascii_lower(typed);
  const auto at = [&](std::size_t i) { return i < typed.size() ? lower[i] : U' '; };
  const auto fault = [&](std::size_t end) { faults.add(first + end - 1, Severity::kWarning); };
  const std::u32string note =
      U"TO"
      U"DO";
  for_each(typed, note, [&](std::size_t begin, std::size_t end) {
    if (at(end) == U':') return fault(end + 1);
    // Alone: the line has no other word.
    std::u32string line(1, U' ');
    for (std::size_t i = begin; i > 0 && !ends_line(typed[i - 1]); --i) line += typed[i - 1];
    for (std::size_t i = end; i < typed.size() && !ends_line(typed[i]); ++i) line += typed[i];
    bool is_alone = true;
    for (const char32_t c : line) is_alone &= !is_part(c);
    if (is_alone) fault(end);
  });
  const std::u32string fix =
      U"FIX"
      U"ME";
  for (const std::u32string_view word : {std::u32string_view(fix), std::u32string_view(U"TBD")}) {
    for_each(typed, word, [&](std::size_t, std::size_t end) {
      if (!is_part(at(end))) fault(end);
    });
  }
  for_each(lower, U"lorem ipsum", [&](std::size_t, std::size_t end) { fault(end); });
  for (const std::u32string_view host : {U"example.com", U"example.org", U"example.net"}) {
    for_each(lower, host, [&](std::size_t begin, std::size_t end) {
      const bool is_longer = (begin > 0 && lower[begin - 1] == U'-') || is_part(at(end)) || at(end) == U'-' ||
                             (at(end) == U'.' && is_part(at(end + 1)));
      if (!is_longer) fault(end);
    });
  }
  const std::u32string calendly = U"calendly.com/";
  for_each(lower, calendly + U"your", [&](std::size_t, std::size_t end) { fault(end); });
  for (const std::u32string_view word : {U"your-name", U"your-link"}) {
    for_each(lower, word, [&](std::size_t begin, std::size_t end) {
      // "calendly.com/your-name" is one finding.
      const bool is_told = begin >= calendly.size() &&
                           lower.substr(begin - calendly.size(), calendly.size()) == calendly &&
                           (begin == calendly.size() || !is_part(lower[begin - calendly.size() - 1]));
      if (!is_told && !is_part(at(end))) fault(end);
    });
  }
}

}  // namespace

// In a static text or option, as it was typed. The place is the last character of what was left over.
void leftover_text(const PlainText& text, PlainFaults& faults) {
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = begin;
    std::u32string typed;
    bool is_typed = true;
    while (end < text.size() && text[end].same_text(text[begin])) {
      is_typed &= !text[end].is_value() && !text[end].is_fallback;
      typed += static_cast<char32_t>(text[end++].c);
    }
    if (is_typed) judge(typed, begin, faults);
    begin = end;
  }
}

}  // namespace segue::reference
