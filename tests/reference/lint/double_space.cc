#include "base/unicode.h"
#include "reference/plain_linter.h"

namespace segue::reference {

// `\S[ \t]{2}`; not where the first character is one of `. ! ? :` and it and both blanks stand in one alternative.
void double_space(const PlainText& text, PlainFaults& faults) {
  const auto is_blank = [](std::uint32_t c) { return c == ' ' || c == '\t'; };
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    const std::uint32_t c = text[i].c;
    const bool is_white = !text[i].is_value() && (unicode::properties(c) & unicode::kWhite) != 0;
    if (is_white || !is_blank(text[i + 1].c) || !is_blank(text[i + 2].c)) continue;
    const bool is_typed = text[i].same_text(text[i + 1]) && text[i].same_text(text[i + 2]);
    const bool ends_sentence = c == '.' || c == '!' || c == '?' || c == ':';
    if (is_typed && ends_sentence) continue;
    faults.add(i + 2, is_typed ? Severity::kInformation : Severity::kWarning);
  }
}

}  // namespace segue::reference
