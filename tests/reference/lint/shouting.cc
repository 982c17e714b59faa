#include "base/unicode.h"
#include "reference/plain_linter.h"

namespace segue::reference {
namespace {

/// Whether the symbols of a word are one in capitals: at least two letters, each a capital. Marks, digits and
/// apostrophes do not matter; a value, and a letter that has no case, is no capital.
bool is_in_capitals(const PlainText& text, std::size_t begin, std::size_t end) {
  std::size_t letters = 0;
  for (std::size_t i = begin; i < end; ++i) {
    if (text[i].is_value()) return false;
    const unicode::Properties is = unicode::properties(text[i].c);
    if ((is & unicode::kLetter) == 0) continue;
    if ((is & unicode::kUpper) == 0) return false;
    ++letters;
  }
  return letters >= 2;
}

}  // namespace

// Three words in capitals in a row: between them stands white space without a line break, and nothing else. So a list
// ("SEO, PPC, CRO", "US/UK/EU") is none, nor is a signature on three lines, and a single letter or a number ends a row.
// The place is the last symbol of the third; a fourth is no further fault.
void shouting(const PlainText& text, PlainFaults& faults) {
  std::size_t row = 0;
  for (std::size_t i = 0; i < text.size();) {
    const unicode::Properties is = text[i].is_value() ? unicode::kWord : unicode::properties(text[i].c);
    if ((is & unicode::kWord) == 0) {
      if ((is & unicode::kWhite) == 0 || (is & unicode::kLineBreak) != 0) row = 0;
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && (text[end].is_value() || (unicode::properties(text[end].c) & unicode::kWord) != 0)) {
      ++end;
    }
    row = is_in_capitals(text, i, end) ? row + 1 : 0;
    if (row == 3) faults.add(end - 1, Severity::kInformation);
    i = end;
  }
}

}  // namespace segue::reference
