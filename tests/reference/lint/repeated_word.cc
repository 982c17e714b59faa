#include <set>
#include <string>

#include "base/unicode.h"
#include "reference/plain_linter.h"

namespace segue::reference {
namespace {

bool is(const PlainSymbol& symbol, unicode::Properties wanted) {
  return !symbol.is_value() && (unicode::properties(symbol.c) & wanted) != 0;
}
bool is_word(const PlainSymbol& symbol) {
  return symbol.is_value() || is(symbol, unicode::kWord);
}

/// Where a word stands, the end being one too many.
struct Run {
  std::size_t begin;
  std::size_t end;
};

/// Its symbols, ASCII in lower case; nothing where it equals no other word.
std::u32string folded(const PlainText& text, Run run) {
  std::u32string word;
  std::size_t bytes = 0;
  for (std::size_t i = run.begin; i < run.end; ++i) {
    const std::uint32_t c = text[i].c;
    if (text[i].is_value() && run.end - run.begin > 1) return {};
    if (!text[i].is_value()) bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    word += static_cast<char32_t>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  }
  return bytes > 64 ? std::u32string() : word;
}

/// Whether it has letters, all of scripts that are written with spaces.
bool is_spaced(const PlainText& text, Run run) {
  bool has_letter = false;
  for (std::size_t i = run.begin; i < run.end; ++i) {
    if (text[i].is_value()) return true;
    if (!is(text[i], unicode::kLetter)) continue;
    if (!is(text[i], unicode::kSpaced)) return false;
    has_letter = true;
  }
  return has_letter;
}

/// Whether its first letter is a capital.
bool is_capitalised(const PlainText& text, Run run) {
  for (std::size_t i = run.begin; i < run.end; ++i) {
    if (is(text[i], unicode::kLetter)) return is(text[i], unicode::kUpper);
  }
  return false;
}

}  // namespace

// A run of word characters, white space without a line break, and the same run, ASCII case ignored. The place is the
// last symbol of the second run. Whether both stand in one alternative as typed decides which words count.
void repeated_word(const PlainText& text, PlainFaults& faults) {
  static const std::set<std::u32string> kListed = {U"the", U"to",   U"and",  U"for", U"it", U"you", U"your",
                                                   U"our", U"with", U"from", U"are", U"or", U"this"};
  std::vector<Run> runs;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_word(text[i])) continue;
    const std::size_t begin = i;
    while (i < text.size() && is_word(text[i])) ++i;
    runs.push_back({begin, i});
  }
  for (std::size_t k = 1; k < runs.size(); ++k) {
    const Run first = runs[k - 1];
    const Run second = runs[k];
    bool is_gap = true;
    for (std::size_t i = first.end; i < second.begin; ++i) {
      is_gap &= is(text[i], unicode::kWhite) && !is(text[i], unicode::kLineBreak);
    }
    const std::u32string word = folded(text, second);
    if (!is_gap || word.empty() || word != folded(text, first)) continue;
    const bool is_typed = text[first.begin].same_text(text[second.end - 1]);
    const bool both_capitals = is_capitalised(text, first) && is_capitalised(text, second);
    const bool counts = is_typed ? kListed.count(word) > 0 : is_spaced(text, second) && !both_capitals;
    if (counts) faults.add(second.end - 1, Severity::kWarning);
  }
}

}  // namespace segue::reference
