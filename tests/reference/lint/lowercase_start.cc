#include <algorithm>
#include <iterator>

#include "base/unicode.h"
#include "reference/plain_linter.h"

namespace segue::reference {
namespace {

using Index = std::ptrdiff_t;

bool is(const PlainText& text, Index i, unicode::Properties wanted) {
  if (i < 0 || i >= static_cast<Index>(text.size())) return false;
  if (text[static_cast<std::size_t>(i)].is_value()) return (wanted & (unicode::kWord | unicode::kLetter)) != 0;
  return (unicode::properties(text.at(i)) & wanted) != 0;
}

/// Whether a sentence ends with the symbol, if white space follows: with "!" and "?", and with a dot behind a word of
/// more than three letters. A shorter one may be an abbreviation ("z. B.", "e.g."), a number an ordinal, and dots a
/// pause. A value counts as a long word.
bool ends_sentence(const PlainText& text, Index i) {
  if (text.at(i) == '!' || text.at(i) == '?') return true;
  if (text.at(i) != '.') return false;
  Index letters = 0;
  for (Index k = i - 1; is(text, k, unicode::kWord); --k) {
    if (text[static_cast<std::size_t>(k)].is_value()) return true;
    if (is(text, k, unicode::kLetter)) ++letters;
  }
  return letters > 3;
}

/// Whether the word that begins here begins a sentence: at the start of the text, or behind the end of a sentence and
/// white space; quotes and brackets may open before it.
bool begins_sentence(const PlainText& text, Index i) {
  constexpr std::uint32_t kOpening[] = {'"', '(', '[', U'“', U'”', U'„', U'«', U'»', U'¿', U'¡'};
  Index k = i - 1;
  for (; k >= 0; --k) {
    const bool opens = std::find(std::begin(kOpening), std::end(kOpening), text.at(k)) != std::end(kOpening);
    if (!opens && !is(text, k, unicode::kWhite)) break;
  }
  if (k < 0) return true;
  return ends_sentence(text, k) && is(text, k + 1, unicode::kWhite);
}

/// Whether the word that begins here is written small on purpose: one with a capital or a digit in it, one built with a
/// value, a host, an address or an identifier.
bool is_name(const PlainText& text, Index i) {
  Index end = i;
  for (; is(text, end, unicode::kWord); ++end) {
    if (text[static_cast<std::size_t>(end)].is_value()) return true;
    if (is(text, end, unicode::kUpper | unicode::kDigit)) return true;
  }
  switch (text.at(end)) {
    case '@':
    case '/':
    case '_':
      return true;
    case '.':
      return is(text, end + 1, unicode::kWord);
    case ':':
      return text.at(end + 1) == '/';
    default:
      return false;
  }
}

}  // namespace

// A sentence begins with a small letter that stands in a fallback or an option. The place is that letter.
void lowercase_start(const PlainText& text, PlainFaults& faults) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto at = static_cast<Index>(i);
    if (std::holds_alternative<Static>(text.message->segments[text[i].segment].content)) continue;
    if (!is(text, at, unicode::kLower) || is(text, at - 1, unicode::kWord)) continue;
    if (begins_sentence(text, at) && !is_name(text, at)) faults.add(i, Severity::kInformation);
  }
}

}  // namespace segue::reference
