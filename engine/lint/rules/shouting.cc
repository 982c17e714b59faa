#include "lint/rule.h"

namespace segue::lint {
namespace {

constexpr std::uint8_t kLetters = 2;  ///< that a word in capitals has at least
constexpr std::uint8_t kWords = 3;    ///< that are shouting

/// Words in capitals, counted while nothing but white space, and no line break, stands between them.
struct ShoutingAutomaton {
  enum class Word : std::uint8_t { kNone, kCapitals, kOther };
  struct State {
    Word word = Word::kNone;   ///< that is read
    std::uint8_t letters = 0;  ///< of it, while it is in capitals
    std::uint8_t row = 0;      ///< words in capitals before it
    bool operator==(const State&) const = default;
  };

  static void step(State& state, const Symbol& symbol, Emitter& emitter) {
    if (!symbol.is(unicode::kWord)) {
      end(state, emitter);
      const bool goes_on = symbol.is(unicode::kWhite) && !symbol.is(unicode::kLineBreak);
      state = {.word = Word::kNone, .letters = 0, .row = goes_on ? row_after(state) : std::uint8_t{0}};
      return;
    }
    if (state.word == Word::kOther) return;
    if (symbol.is(unicode::kLetter) && !symbol.is(unicode::kUpper)) {
      state = {.word = Word::kOther};
      return;
    }
    if (state.word == Word::kNone && state.row == 0) emitter.begin();
    state.word = Word::kCapitals;
    if (symbol.is(unicode::kUpper) && state.letters < kLetters) ++state.letters;
    emitter.mark();
  }
  static void joint(State& /*state*/) {}
  static void end(const State& state, Emitter& emitter) {
    if (state.row == kWords - 1 && row_after(state) == kWords) emitter.fault_at_mark(0);
  }

  /// The words in capitals in a row when the word ends, counted no further than a fault.
  static std::uint8_t row_after(const State& state) {
    if (state.word == Word::kNone) return state.row;
    if (state.word == Word::kOther || state.letters < kLetters) return 0;
    return state.row < kWords ? static_cast<std::uint8_t>(state.row + 1) : kWords;
  }
};

/// Whether there are enough capitals after which a word goes on in capitals, or may do so in another segment.
bool has_capitals(const Language& language) {
  constexpr Kinds kNotLower = kind::kWord & ~kind::kLower;
  if (!language.can_meet(kind::kUpper, kNotLower)) return false;  // not even one word
  int count = 0;
  for (const LanguageSegment& segment : language.segments()) {
    for (const Alternative& one : segment.alternatives) {
      for (std::size_t i = 0; i < one.symbols.size(); ++i) {
        if (!one.symbols[i].is(unicode::kUpper)) continue;
        const bool is_last = i + 1 == one.symbols.size();
        if (is_last || (one.symbols[i + 1].is(unicode::kWord) && !one.symbols[i + 1].is(unicode::kLower))) ++count;
      }
    }
  }
  return count >= kWords;
}

void check_shouting(const TextView& text, Reporter& report) {
  const Language& language = text.language;
  if (!has_capitals(language)) return;
  report_faults(
      text, find_faults(language, ShoutingAutomaton(), text.limits), report, [&](const Fault& fault) -> Draft {
        return {.message = fmt::format("three words in capitals come in a row in {}; write them in small letters",
                                       name_of(language, fault)),
                .related = beginning_of(language, fault, "the first of them")};
      });
}

}  // namespace

extern const Rule kShouting = {
    .info = {.code = "X015",
             .name = "shouting",
             .severity = Severity::kInformation,
             .summary = "three words in capitals in a row",
             .why =
                 "Capitals read as shouting, and filters for unwanted mail count them. One word or two may be a name "
                 "or an abbreviation; three are seldom.",
             .bad = R"([
  { "type": "static", "text": "Saw your talk in Berlin. " },
  { "type": "variation", "options": ["LAST CHANCE", "Last chance"] },
  { "type": "static", "text": " TODAY to join us." }
])",
             .good = R"([
  { "type": "static", "text": "Saw your talk in Berlin. " },
  { "type": "variation", "options": ["Last chance", "Only a few hours left"] },
  { "type": "static", "text": " today to join us." }
])"},
    .check = check_shouting};

}  // namespace segue::lint
