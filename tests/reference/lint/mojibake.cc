#include <map>
#include <optional>

#include "base/unicode.h"
#include "base/utf8.h"
#include "reference/plain_linter.h"

namespace segue::reference {
namespace {

using Index = std::ptrdiff_t;

/// windows-1252 where it has other characters than Latin-1.
const std::map<std::uint32_t, unsigned char> kWindows = {
    {U'€', 0x80}, {U'‚', 0x82}, {U'ƒ', 0x83}, {U'„', 0x84}, {U'…', 0x85}, {U'†', 0x86}, {U'‡', 0x87},
    {U'ˆ', 0x88}, {U'‰', 0x89}, {U'Š', 0x8A}, {U'‹', 0x8B}, {U'Œ', 0x8C}, {U'Ž', 0x8E}, {U'‘', 0x91},
    {U'’', 0x92}, {U'“', 0x93}, {U'”', 0x94}, {U'•', 0x95}, {U'–', 0x96}, {U'—', 0x97}, {U'˜', 0x98},
    {U'™', 0x99}, {U'š', 0x9A}, {U'›', 0x9B}, {U'œ', 0x9C}, {U'ž', 0x9E}, {U'Ÿ', 0x9F}};

/// The byte beyond ASCII that is read as the character at i; 0 where there is none.
unsigned char byte_at(const PlainText& text, Index i) {
  const std::uint32_t c = text.at(i);
  if (c >= 0x80 && c <= 0xFF) return static_cast<unsigned char>(c);
  const auto found = kWindows.find(c);
  return found == kWindows.end() ? 0 : found->second;
}

struct Decoded {
  Index end;
  std::uint32_t decoded;
};

/// The sequence that begins at i: as many bytes as its first one says, which must need so many.
std::optional<Decoded> sequence_at(const PlainText& text, Index i) {
  const unsigned char lead = byte_at(text, i);
  if (lead < 0xC2 || lead > 0xF4) return std::nullopt;
  const Index size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  std::uint32_t decoded = size == 2 ? lead - 0xC0u : size == 3 ? lead - 0xE0u : lead - 0xF0u;
  for (Index k = 1; k < size; ++k) {
    const unsigned char byte = byte_at(text, i + k);
    if (byte < 0x80 || byte > 0xBF) return std::nullopt;
    decoded = decoded * 64 + (byte - 0x80u);
  }
  if (decoded < (size == 2 ? 0x80u : size == 3 ? 0x800u : 0x10000u)) return std::nullopt;
  return Decoded{i + size, decoded};
}

enum class Word { kNone, kCapitals, kOther };

/// The word that ends before i, `first` being the first character that counts.
Word word_before(const PlainText& text, Index i, Index first) {
  bool has_letter = false;
  for (Index k = i - 1; k >= first; --k) {
    const std::uint32_t c = text.at(k);
    if (c >= 0x110000) return Word::kOther;  // a value
    const unicode::Properties is = unicode::properties(c);
    if ((is & unicode::kWord) == 0) return has_letter ? Word::kCapitals : Word::kNone;
    if ((is & unicode::kLetter) == 0) continue;
    if ((is & unicode::kUpper) == 0) return Word::kOther;
    has_letter = true;
  }
  if (first > 0) return Word::kOther;  // the word goes on before, where something was decoded twice
  return has_letter ? Word::kCapitals : Word::kNone;
}

/// What can be written: a word in capitals, and for letters other than Â and Ã also a letter by itself, with a quote,
/// dash, ellipsis or no-break space behind it (™ © ® ² ³ behind the others, too).
bool is_written(const PlainText& text, Index i, const Decoded& one, Index first) {
  if (one.end != i + 2) return false;
  static constexpr std::u32string_view kMarks = U"‚„…‹‘’“”–—›\u00A0«»";
  static constexpr std::u32string_view kOthers = U"™©®²³";
  const unsigned char mark = byte_at(text, i + 1);
  const auto has = [&](std::u32string_view marks) {
    for (const char32_t c : marks) {
      const auto known = kWindows.find(c);
      if ((known == kWindows.end() ? static_cast<unsigned char>(c) : known->second) == mark) return true;
    }
    return false;
  };
  const Word word = word_before(text, i, first);
  const std::uint32_t letter = text.at(i);
  if (letter == U'Â' || letter == U'Ã') return word == Word::kCapitals && has(kMarks);
  return word != Word::kOther && (has(kMarks) || has(kOthers));
}

bool is_in(std::uint32_t c, std::uint32_t first, std::uint32_t last) {
  return c >= first && c <= last;
}
/// Letters of Latin, typographic marks, emoji.
bool is_strong(std::uint32_t c) {
  return (is_in(c, 0xA0, 0x17F) && c != 0xAD) || is_in(c, 0x218, 0x21B) || c == 0x259 || is_in(c, 0x2000, 0x206F) ||
         is_in(c, 0x20A0, 0x20BF) || is_in(c, 0x2100, 0x21FF) || is_in(c, 0x2600, 0x27BF) || c == 0xFEFF ||
         c == 0xFFFD || is_in(c, 0x1F000, 0x1FFFF);
}
/// Greek, Cyrillic, Hebrew, Arabic, Indic, Thai, Chinese and so on: two in a row prove it.
bool is_weak(std::uint32_t c) {
  return is_in(c, 0x386, 0x4FF) || is_in(c, 0x5D0, 0x5EA) || is_in(c, 0x620, 0x6FF) || is_in(c, 0x900, 0xD7FF);
}

}  // namespace

// The place is the last character of a sequence; of sequences in a row only the first that proves it.
void mojibake(const PlainText& text, PlainFaults& faults) {
  const auto n = static_cast<Index>(text.size());
  Index counted = 0;  // from here on characters are words as they stand
  for (Index i = 0; i < n;) {
    bool is_told = false;
    bool follows_weak = false;
    Index at = i;
    for (auto one = sequence_at(text, at); one; one = sequence_at(text, at)) {
      const bool is_nothing =
          is_written(text, at, *one, counted) || !(is_strong(one->decoded) || is_weak(one->decoded));
      at = one->end;
      if (is_nothing) {
        is_told = follows_weak = false;
        continue;
      }
      counted = at;
      if (!is_told && (is_strong(one->decoded) || follows_weak)) {
        faults.add(static_cast<std::size_t>(at - 1), Severity::kWarning);
        is_told = true;
      }
      follows_weak = true;
    }
    i = at > i ? at : i + 1;
  }
}

}  // namespace segue::reference
