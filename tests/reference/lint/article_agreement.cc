#include <algorithm>
#include <iterator>

#include "base/unicode.h"
#include "reference/plain_linter.h"

namespace segue::reference {
namespace {

using Index = std::ptrdiff_t;

bool is(const PlainText& text, Index i, unicode::Properties wanted) {
  if (i < 0 || i >= static_cast<Index>(text.size()) || text[static_cast<std::size_t>(i)].is_value()) return false;
  return (unicode::properties(text.at(i)) & wanted) != 0;
}

bool is_opening(std::uint32_t c) {
  constexpr std::uint32_t kOpening[] = {'"', '(', '[', U'“', U'„', U'«'};
  return std::find(std::begin(kOpening), std::end(kOpening), c) != std::end(kOpening);
}

char small(std::uint32_t c) {
  if (c >= 128) return '\0';
  return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

/// Whether a sentence begins here: at the start of the text or of a line, or behind `.`, `!`, `?` or `:`.
bool begins_sentence(const PlainText& text, Index i) {
  Index k = i - 1;
  while (is(text, k, unicode::kWhite) || is_opening(text.at(k))) {
    if (is(text, k, unicode::kLineBreak)) return true;
    --k;
  }
  const std::uint32_t c = text.at(k);
  return k < 0 || c == '.' || c == '!' || c == '?' || c == ':';
}

/// The length of the article that begins here, 0 where none does. "A" is one where a sentence begins, and a grade
/// elsewhere ("Series A").
Index article_at(const PlainText& text, Index i) {
  if (i > 0 && !is(text, i - 1, unicode::kWhite) && !is_opening(text.at(i - 1))) return 0;
  if (text.at(i) != 'a' && (text.at(i) != 'A' || !begins_sentence(text, i))) return 0;
  const Index length = small(text.at(i + 1)) == 'n' ? 2 : 1;
  return is(text, i + length, unicode::kWhite) ? length : 0;
}

/// Whether the word that begins here is spoken with a vowel first. Left alone: what begins with "u", "eu", "one" or
/// "once", and what goes on with anything but a small letter ("AI", "e-mail").
bool sounds_like_vowel(const PlainText& text, Index i) {
  const char second = small(text.at(i + 1));
  if (!is(text, i + 1, unicode::kLower)) return false;
  switch (small(text.at(i))) {
    case 'a':
    case 'i':
      return true;
    case 'e':
      return second != 'u';
    case 'o':
      return second != 'n' || (text.at(i + 2) != 'e' && text.at(i + 2) != 'c');
    default:
      return false;
  }
}

/// Whether it is spoken with a consonant first. Left alone: what begins with "h" or "y", and what has less than three
/// small letters behind the first, for it may be spelt ("nda", "MBA").
bool sounds_like_consonant(const PlainText& text, Index i) {
  const char first = small(text.at(i));
  if (first < 'a' || first > 'z' || std::string_view("aeiouhy").find(first) != std::string_view::npos) return false;
  return is(text, i + 1, unicode::kLower) && is(text, i + 2, unicode::kLower) && is(text, i + 3, unicode::kLower);
}

/// Whether somebody typed an English word in the message, in a text that some rendering has. Other languages have the
/// words "a" and "an", too.
bool is_english(const Message& message) {
  const auto may_fall_back = [&](const std::string& name) {
    return std::none_of(message.segments.begin(), message.segments.end(), [&](const Segment& segment) {
      const auto* other = std::get_if<Variable>(&segment.content);
      return other != nullptr && other->name == name && !other->fallback;
    });
  };
  std::string texts;
  for (const Segment& segment : message.segments) {
    if (const auto* fixed = std::get_if<Static>(&segment.content)) {
      texts += fixed->text + "\n";
    } else if (const auto* variation = std::get_if<Variation>(&segment.content)) {
      for (const std::string& option : variation->options) texts += option + "\n";
    } else if (const auto& variable = std::get<Variable>(segment.content); may_fall_back(variable.name)) {
      texts += *variable.fallback + "\n";
    }
  }
  std::string words = " ";  // with single blanks around each
  for (const char c : texts) {
    const char letter = static_cast<unsigned char>(c) < 128 ? small(static_cast<std::uint32_t>(c)) : c;
    const bool is_letter = (letter >= 'a' && letter <= 'z') || static_cast<unsigned char>(c) >= 128;
    words += is_letter ? letter : ' ';
  }
  words += ' ';
  constexpr std::string_view kEnglish[] = {" the ",  " and ",  " you ",  " your ", " our ",
                                           " this ", " that ", " with ", " from ", " about "};
  return std::any_of(std::begin(kEnglish), std::end(kEnglish),
                     [&](std::string_view word) { return words.find(word) != std::string::npos; });
}

}  // namespace

// "a" before a vowel or "an" before a consonant where the article's first letter and the word's stand in different
// texts; either one before a value. The place is the first letter of the word, or the value.
void article_agreement(const PlainText& text, PlainFaults& faults) {
  if (!is_english(*text.message)) return;
  for (Index i = 0; i < static_cast<Index>(text.size()); ++i) {
    const Index length = article_at(text, i);
    if (length == 0) continue;
    Index word = i + length;
    while (is(text, word, unicode::kWhite)) ++word;
    const auto place = static_cast<std::size_t>(word);
    if (place >= text.size()) continue;
    const bool is_split = !text[static_cast<std::size_t>(i)].same_text(text[place]);
    const bool disagrees = length == 1 ? sounds_like_vowel(text, word) : sounds_like_consonant(text, word);
    if (text[place].is_value() || (is_split && disagrees)) faults.add(place, Severity::kInformation);
  }
}

}  // namespace segue::reference
