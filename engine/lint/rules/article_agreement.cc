#include <algorithm>
#include <iterator>

#include "lint/rule.h"

namespace segue::lint {
namespace {

constexpr int kABeforeVowel = 0;
constexpr int kAnBeforeConsonant = 1;
constexpr int kArticleBeforeValue = 2;

bool is_one_of(std::string_view letters, std::uint32_t c) {
  return c < 128 && letters.find(static_cast<char>(c)) != std::string_view::npos;
}

/// What may stand directly before an article, white space aside.
bool may_precede_article(std::uint32_t c) {
  return is_one_of("\"([", c) || c == U'“' || c == U'„' || c == U'«';
}

/// An article, white space, and in another segment a word. The word's first letter is marked, and told when enough of
/// the word is known: of "AI", "uk", "European" or "one-time" the letters do not say how they sound.
struct ArticleAgreementAutomaton {
  enum class Article : std::uint8_t { kNone, kMayBegin, kA, kAn, kABlank, kAnBlank };
  enum class Word : std::uint8_t {
    kNone,
    kVowel,  ///< behind "a": another small letter is missing
    kE,      ///< the same, and no "u"
    kO,      ///< the same, and neither "ne" nor "nc"
    kOn,
    kConsonant,  ///< behind "an": three small letters are missing
    kConsonant2,
    kConsonant3,
  };
  struct State {
    Article article = Article::kMayBegin;
    Word word = Word::kNone;
    bool begins_sentence = true;  ///< with what comes next: there alone "A" is an article, and no grade
    bool is_split = false;        ///< a segment ended behind the article's first letter
    bool operator==(const State&) const = default;
  };

  static void step(State& state, const Symbol& symbol, Emitter& emitter) {
    const std::uint32_t c = symbol.c;
    state.word = further(state.word, symbol, emitter);
    const bool is_behind_a = state.article == Article::kABlank;
    if (is_behind_a || state.article == Article::kAnBlank) {
      if (symbol.is_value()) emitter.fault(kArticleBeforeValue);
      if (state.is_split) state.word = is_behind_a ? first_behind_a(c) : first_behind_an(c);
      if (state.word != Word::kNone) emitter.mark();
    }
    state.article = further(state.article, symbol, state.begins_sentence);
    if (state.article <= Article::kA) state.is_split = false;
    if (state.article == Article::kA && state.word == Word::kNone) emitter.begin();
    if (symbol.is(unicode::kLineBreak) || is_one_of(".!?:", c)) {
      state.begins_sentence = true;
    } else if (!symbol.is(unicode::kWhite) && !may_precede_article(c)) {
      state.begins_sentence = false;
    }
  }
  static void joint(State& state) { state.is_split = state.article >= Article::kA; }
  static void end(const State& state, Emitter& emitter) {
    if (state.word == Word::kOn) emitter.fault_at_mark(kABeforeVowel);
  }

  static Article further(Article article, const Symbol& symbol, bool begins_sentence) {
    const std::uint32_t c = symbol.c;
    if (symbol.is(unicode::kWhite)) {
      if (article == Article::kA || article == Article::kABlank) return Article::kABlank;
      if (article == Article::kAn || article == Article::kAnBlank) return Article::kAnBlank;
      return Article::kMayBegin;
    }
    if (article == Article::kA && is_one_of("nN", c)) return Article::kAn;
    if (may_precede_article(c)) return Article::kMayBegin;
    const bool may_begin = article != Article::kNone && article != Article::kA && article != Article::kAn;
    return may_begin && (c == 'a' || (c == 'A' && begins_sentence)) ? Article::kA : Article::kNone;
  }

  static Word first_behind_a(std::uint32_t c) {
    if (is_one_of("aAiI", c)) return Word::kVowel;
    if (is_one_of("eE", c)) return Word::kE;
    return is_one_of("oO", c) ? Word::kO : Word::kNone;
  }
  static Word first_behind_an(std::uint32_t c) {
    return is_one_of("bcdfgjklmnpqrstvwxzBCDFGJKLMNPQRSTVWXZ", c) ? Word::kConsonant : Word::kNone;
  }
  static Word further(Word word, const Symbol& symbol, Emitter& emitter) {
    const bool is_small = symbol.is(unicode::kLower);
    const std::uint32_t c = symbol.c;
    if (word == Word::kO && c == 'n') return Word::kOn;
    if (word == Word::kConsonant && is_small) return Word::kConsonant2;
    if (word == Word::kConsonant2 && is_small) return Word::kConsonant3;
    if (word == Word::kConsonant3 && is_small) emitter.fault_at_mark(kAnBeforeConsonant);
    const bool is_on = word == Word::kOn && c != 'e' && c != 'c';
    const bool is_vowel = word == Word::kVowel || word == Word::kO || (word == Word::kE && c != 'u');
    if (is_on || (is_vowel && is_small)) emitter.fault_at_mark(kABeforeVowel);
    return Word::kNone;
  }
};

/// Whether a text ends with something that may be an article, or the end of one.
bool ends_with_article(const Alternative& one) {
  if (one.kind == Alternative::Kind::kValue) return false;
  std::size_t end = one.symbols.size();
  while (end > 0 && one.symbols[end - 1].is(unicode::kWhite)) --end;
  if (end == 0) return false;
  const bool ends_with_n = is_one_of("nN", one.symbols[end - 1].c);
  if (ends_with_n && --end == 0) return true;
  return is_one_of("aA", one.symbols[end - 1].c) && (end == 1 || !one.symbols[end - 2].is(unicode::kWord));
}

bool can_have_article(const Language& language) {
  return std::any_of(language.segments().begin(), language.segments().end(), [](const LanguageSegment& segment) {
    return std::any_of(segment.alternatives.begin(), segment.alternatives.end(), ends_with_article);
  });
}

/// Whether a text has one of the words by which English is known: "a" is a word of Spanish, Italian or Polish, "an" of
/// German.
bool is_english(std::string_view text) {
  constexpr std::string_view kWords[] = {"the", "and", "you", "your", "our", "this", "that", "with", "from", "about"};
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
  };
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && is_letter(text[end])) ++end;
    constexpr std::size_t kLongest = 5;
    if (end - i <= kLongest) {
      const std::string word = ascii_lower(text.substr(i, end - i));
      if (std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords)) return true;
    }
    i = end + 1;
  }
  return false;
}

bool is_english(const Language& language) {
  for (const LanguageSegment& segment : language.segments()) {
    for (const Alternative& one : segment.alternatives) {
      if (one.kind != Alternative::Kind::kValue && is_english(one.text)) return true;
    }
  }
  return false;
}

void check_article_agreement(const TextView& text, Reporter& report) {
  const Language& language = text.language;
  if (!can_have_article(language) || !is_english(language)) return;
  report_faults(
      text, find_faults(language, ArticleAgreementAutomaton(), text.limits), report, [&](const Fault& fault) -> Draft {
        const std::string place = name_of(language, fault);
        const std::string_view one = alternative_of(language, fault).text;
        if (fault.kind == kArticleBeforeValue) {
          return {
              .message = fmt::format("an article comes before the value of {} in {}, which may begin with a vowel or "
                                     "not; put a word between them, or do without the article",
                                     quoted(one), place),
              .related = beginning_of(language, fault, "the article")};
        }
        const std::string_view word =
            one.substr(fault.site.offset, one.find_first_of(" \t\n.,;:!?", fault.site.offset) - fault.site.offset);
        return {.message = fmt::format("{} comes before {} in {}; move the article into each text that needs it",
                                       fault.kind == kABeforeVowel ? "\"a\"" : "\"an\"", quoted(word), place),
                .related = beginning_of(language, fault, "the article")};
      });
}

}  // namespace

extern const Rule kArticleAgreement = {
    .info = {.code = "X008",
             .name = "article-agreement",
             .severity = Severity::kInformation,
             .summary = "\"a\" before a vowel or \"an\" before a consonant where texts meet; either one before a value",
             .why = "\"A experienced team\" is a slip that nobody makes by hand. Of the word behind an article only a "
                    "rendering tells how it begins, so the article belongs into the same text.",
             .bad = R"([
  { "type": "static", "text": "You have a " },
  { "type": "variation", "options": ["strong", "impressive"] },
  { "type": "static", "text": " team." }
])",
             .good = R"([
  { "type": "static", "text": "You have " },
  { "type": "variation", "options": ["a strong", "an impressive"] },
  { "type": "static", "text": " team." }
])"},
    .check = check_article_agreement};

}  // namespace segue::lint
