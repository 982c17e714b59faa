#include <algorithm>
#include <iterator>
#include <optional>
#include <vector>

#include "lint/rule.h"

namespace segue::lint {
namespace {

constexpr std::uint8_t kAbbreviation = 3;  ///< letters of a word behind which a dot does not end a sentence

/// What may stand between the beginning of a sentence and its first word.
bool may_precede_sentence(std::uint32_t c) {
  constexpr std::uint32_t kOpening[] = {'"', '(', '[', U'“', U'”', U'„', U'«', U'»', U'¿', U'¡'};
  return std::find(std::begin(kOpening), std::end(kOpening), c) != std::end(kOpening);
}

/// A small letter that begins a sentence. It is marked, and told when its word has ended: "iPhone", "acme.com", "b2b"
/// and "anna@acme.com" begin so on purpose. Where it stands is looked at afterwards.
struct LowercaseStartAutomaton {
  enum class Seen : std::uint8_t {
    kStart,     ///< of a sentence
    kText,      ///< anything in one
    kWord,      ///< a word that goes on
    kEnd,       ///< a mark that ends a sentence if white space follows
    kShortDot,  ///< behind a suspect of few letters
    kColon,     ///< behind a suspect
  };
  struct State {
    Seen seen = Seen::kStart;
    std::uint8_t letters = 0;  ///< of the word, one more than of an abbreviation at most
    bool is_suspect = false;   ///< the word, or the one before the mark, began a sentence with a small letter
    bool operator==(const State&) const = default;
  };

  /// Whether the suspect is cleared by what follows it; nothing while that is open.
  static std::optional<bool> is_cleared(const State& state, const Symbol& symbol) {
    const std::uint32_t c = symbol.c;
    if (state.seen == Seen::kColon) return c == '/';
    if (state.seen != Seen::kWord) return symbol.is(unicode::kWord);  // behind a dot: "acme.com"
    if (symbol.is_value() || symbol.is(unicode::kUpper | unicode::kDigit)) return true;
    if (symbol.is(unicode::kWord) || c == '.' || c == ':') return std::nullopt;
    return c == '@' || c == '/' || c == '_';
  }

  static void step(State& state, const Symbol& symbol, Emitter& emitter) {
    if (state.is_suspect) {
      if (const auto cleared = is_cleared(state, symbol)) {
        if (!*cleared) emitter.fault_at_mark(0);
        state.is_suspect = false;
      }
    }
    const std::uint32_t c = symbol.c;
    if (symbol.is(unicode::kWord)) {
      if (state.seen == Seen::kStart && symbol.is(unicode::kLower)) {
        state.is_suspect = true;
        emitter.mark();
      }
      if (state.seen != Seen::kWord) state.letters = 0;
      state.seen = Seen::kWord;
      if (symbol.is_value()) state.letters = kAbbreviation + 1;
      if (symbol.is(unicode::kLetter) && state.letters <= kAbbreviation) ++state.letters;
      return;
    }
    const bool is_long = state.letters > kAbbreviation;
    state.letters = 0;
    if (c == '!' || c == '?') {
      state.seen = Seen::kEnd;
    } else if (c == '.') {
      const Seen short_dot = state.is_suspect ? Seen::kShortDot : Seen::kText;
      state.seen = is_long ? Seen::kEnd : short_dot;
    } else if (symbol.is(unicode::kWhite)) {
      state.seen = state.seen == Seen::kStart || state.seen == Seen::kEnd ? Seen::kStart : Seen::kText;
    } else if (state.seen != Seen::kStart || !may_precede_sentence(c)) {
      state.seen = state.is_suspect ? Seen::kColon : Seen::kText;
    }
  }
  static void joint(State& /*state*/) {}
  static void end(const State& state, Emitter& emitter) {
    if (state.is_suspect) emitter.fault_at_mark(0);
  }
};

bool ends_sentence(const Symbol& symbol) {
  return symbol.c == '.' || symbol.c == '!' || symbol.c == '?';
}
/// Whether it can come between the end of a sentence and the next word.
bool is_between(const Symbol& symbol) {
  return symbol.is(unicode::kWhite) || may_precede_sentence(symbol.c);
}

/// Whether a lower-case letter of an option or a fallback may begin a sentence.
bool can_begin_lower(const Language& language) {
  bool begins = true;  // a sentence may begin with the next segment
  for (const LanguageSegment& segment : language.segments()) {
    bool next_begins = false;
    for (const Alternative& one : segment.alternatives) {
      const auto symbols = one.symbols;
      const auto first = std::find_if_not(symbols.begin(), symbols.end(), is_between);
      if (first == symbols.end()) {
        next_begins |= begins;
        continue;
      }
      const bool is_typed = one.kind == Alternative::Kind::kStatic;
      if (!is_typed && begins && first->is(unicode::kLower)) return true;
      if (!is_typed && std::any_of(first, symbols.end(), ends_sentence)) return true;  // or inside of it
      next_begins |= ends_sentence(*std::find_if_not(symbols.rbegin(), symbols.rend(), is_between));
    }
    begins = next_begins;
  }
  return false;
}

void check_lowercase_start(const TextView& text, Reporter& report) {
  const Language& language = text.language;
  if (!can_begin_lower(language)) return;
  Faults faults = find_faults(language, LowercaseStartAutomaton(), text.limits);
  // Who types a small letter in a static text sees it.
  std::erase_if(faults.all,
                [&](const Fault& fault) { return alternative_of(language, fault).kind == Alternative::Kind::kStatic; });
  report_faults(text, faults, report, [&](const Fault& fault) -> Draft {
    const Alternative& one = alternative_of(language, fault);
    const bool is_option = one.kind == Alternative::Kind::kOption;
    return {.message = fmt::format("a sentence begins with the small letter of {} in {}; write the {} with a capital, "
                                   "or put a word before it",
                                   quoted(one.text.substr(fault.site.offset)), name_of(language, fault),
                                   is_option ? "option" : "fallback")};
  });
}

}  // namespace

extern const Rule kLowercaseStart = {
    .info = {.code = "X018",
             .name = "lowercase-start",
             .severity = Severity::kInformation,
             .summary = "a sentence that begins with a small letter, since a fallback or an option does",
             .why =
                 "A fallback is written for the middle of a sentence, and then the sentence is turned around: \"your "
                 "company is growing\" shows that a name was missing.",
             .bad = R"([
  { "type": "static", "text": "Saw the news this morning. " },
  { "type": "variable", "name": "company", "fallback": "your company" },
  { "type": "static", "text": " is growing quickly." }
])",
             .good = R"([
  { "type": "static", "text": "Saw the news this morning. " },
  { "type": "variable", "name": "company", "fallback": "Your company" },
  { "type": "static", "text": " is growing quickly." }
])"},
    .check = check_lowercase_start};

}  // namespace segue::lint
