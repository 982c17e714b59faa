#include "base/unicode.h"
#include "base/utf8.h"
#include "reference/plain_linter.h"

namespace segue::reference {
namespace {

bool is(const PlainSymbol& symbol, unicode::Properties wanted) {
  return !symbol.is_value() && (unicode::properties(symbol.c) & wanted) != 0;
}
bool is_letter(const PlainSymbol& symbol) {
  return symbol.is_value() || is(symbol, unicode::kLetter);
}
bool is_cased(const PlainSymbol& symbol) {
  return symbol.is_value() || (is(symbol, unicode::kLetter) && is(symbol, unicode::kCased));
}

/// The index of the letter to which what stands before `end` belongs: marks follow it. -1: none.
std::ptrdiff_t letter_before(const PlainText& text, std::size_t end) {
  auto i = static_cast<std::ptrdiff_t>(end) - 1;
  while (i >= 0 && is(text[static_cast<std::size_t>(i)], unicode::kMark)) --i;
  return i >= 0 && is_letter(text[static_cast<std::size_t>(i)]) ? i : -1;
}

/// A run of characters with `/`, `@` or `#`, or with a dot between letters.
bool is_link(const PlainText& text, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    const std::uint32_t c = text[i].c;
    if (c == '/' || c == '@' || c == '#') return true;
    if (c != '.' || i + 1 == end || !is_letter(text[i + 1])) continue;
    if (letter_before(text, i) >= static_cast<std::ptrdiff_t>(begin)) return true;
  }
  return false;
}

/// The number of letters of a text that has lower-case ones and nothing else; otherwise 0.
int lower_letters(std::string_view text) {
  int letters = 0;
  for (std::size_t at = 0; at < text.size();) {
    const utf8::CodePoint point = utf8::decode(text, at);
    at += point.size;
    const unicode::Properties properties = unicode::properties(point.value);
    if ((properties & unicode::kMark) != 0) continue;
    if ((properties & unicode::kLetter) == 0 || (properties & unicode::kLower) == 0) return 0;
    ++letters;
  }
  return letters;
}

/// A variation that has an option which is empty or begins with white space while its others, of which there are some,
/// are lower-case letters.
bool is_inflection(const Segment& segment) {
  const auto* variation = std::get_if<Variation>(&segment.content);
  if (variation == nullptr) return false;
  int lacking = 0;
  int endings = 0;
  for (const std::string& option : variation->options) {
    const bool is_blank = option.empty() || (unicode::properties(utf8::decode(option, 0).value) & unicode::kWhite) != 0;
    if (is_blank) {
      ++lacking;
    } else if (lower_letters(option) > 0) {
      ++endings;
    } else {
      return false;
    }
  }
  return lacking > 0 && endings > 0;
}

/// An option of at most 2 lower-case letters, or one of an inflection.
bool is_part_of_word(const PlainText& text, const PlainSymbol& symbol) {
  const Segment& segment = text.message->segments[symbol.segment];
  const auto* variation = std::get_if<Variation>(&segment.content);
  if (variation == nullptr) return false;
  const int letters = lower_letters(variation->options[symbol.option]);
  return letters == 1 || letters == 2 || is_inflection(segment);
}

}  // namespace

// Two neighbours from different segments, the left one a cased letter (with its marks), the right one, too. A value is
// cased at both ends, and a word of any length. The place is the symbol behind the joint. A link, handle or tag is
// what a run of characters without white space is as a whole.
void missing_space(const PlainText& text, PlainFaults& faults) {
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i - 1].same_text(text[i])) continue;
    const std::ptrdiff_t left = letter_before(text, i);
    if (left < 0 || !is_cased(text[static_cast<std::size_t>(left)]) || !is_cased(text[i])) continue;

    std::uint64_t letters = 0;
    bool has_value = false;
    for (std::size_t k = i; k < text.size() && (is_letter(text[k]) || is(text[k], unicode::kMark)); ++k) {
      if (is_letter(text[k])) ++letters;
      has_value |= text[k].is_value();
    }
    if (!has_value && letters <= text.settings->suffix_letters) continue;

    bool is_part = is_part_of_word(text, text[i - 1]) || is_part_of_word(text, text[i]);
    for (std::uint32_t k = text[i - 1].segment + 1; k < text[i].segment; ++k) {
      // Its ending is left away, and what comes goes on with the word.
      is_part |= is(text[i], unicode::kLower) && is_inflection(text.message->segments[k]);
    }
    if (is_part && !text[i].is_value()) continue;

    std::size_t begin = i;
    while (begin > 0 && !is(text[begin - 1], unicode::kWhite)) --begin;
    std::size_t end = i;
    while (end < text.size() && !is(text[end], unicode::kWhite)) ++end;
    if (!is_link(text, begin, end)) faults.add(i, Severity::kWarning);
  }
}

}  // namespace segue::reference
