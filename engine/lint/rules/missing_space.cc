#include <algorithm>
#include <cstdint>
#include <type_traits>
#include <vector>

#include "lint/rule.h"

namespace segue::lint {
namespace {

/// A value is: it begins and ends with a letter of a name.
bool is_cased_letter(const Symbol& symbol) {
  return symbol.is_value() || (symbol.is(unicode::kLetter) && symbol.is(unicode::kCased));
}

/// How many letters the text has, all of them being lower-case; otherwise none.
std::size_t lower_letters(const Alternative& alternative) {
  std::size_t letters = 0;
  for (const Symbol& symbol : alternative.symbols) {
    if (symbol.is(unicode::kMark)) continue;
    if (!symbol.is(unicode::kLetter) || !symbol.is(unicode::kLower)) return 0;
    ++letters;
  }
  return letters;
}

/// For each alternative of a segment, whether it is a part of a word ("organi" + [s, z] + "ation") or of an inflection
/// ("Entwickler" + ["", "innen"]).
std::vector<bool> word_parts(const LanguageSegment& segment) {
  std::vector<bool> parts(segment.alternatives.size());
  if (segment.alternatives.front().kind != Alternative::Kind::kOption) return parts;
  bool can_lack = false;
  bool has_ending = false;
  bool are_endings = true;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Alternative& option = segment.alternatives[i];
    if (option.symbols.empty() || option.symbols.front().is(unicode::kWhite)) {
      can_lack = true;
      continue;
    }
    const std::size_t letters = lower_letters(option);
    parts[i] = letters == 1 || letters == 2;
    (letters > 0 ? has_ending : are_endings) = letters > 0;
  }
  if (can_lack && has_ending && are_endings) parts.assign(parts.size(), true);
  return parts;
}

/// Two cased letters at a joint, and then as many letters as make a word, in a run of characters without white space
/// that is no link, handle or tag: what is behind the joint decides. All joints of a run wait for its end; so each is
/// watched in a life of its own (`fork`).
struct MissingSpaceAutomaton {
  enum class Last : std::uint8_t { kOther, kLetter, kCased, kLetterDot, kLink };  // kLink: until white space
  enum class Watch : std::uint8_t {
    kNothing,
    kNext,     ///< the next symbol, if it makes a joint
    kLetters,  ///< behind the joint
    kEnd,      ///< of the run: there are two words
  };
  enum class Part : std::uint8_t {
    kNone,
    kLeftAway,  ///< an ending that is empty stands behind the last symbol: "judg" + ["e", ""] + "ment"
    kWhole,     ///< the last symbol's alternative is a part of a word
  };
  struct State {
    Last last = Last::kOther;  ///< symbol; marks belong to their letter
    Watch watch = Watch::kNothing;
    Part part = Part::kNone;
    bool is_first = true;  ///< nothing of the alternative was read
    std::uint32_t letters = 0;
    bool operator==(const State&) const = default;
  };
  static_assert(std::has_unique_object_representations_v<State>);

  std::uint32_t suffix_letters;
  std::vector<std::vector<bool>> parts;  ///< of each segment

  void step(State& state, const Symbol& symbol, Emitter& emitter) const {
    const Part before = state.part;
    if (state.is_first) state.part = parts[emitter.segment()][emitter.alternative()] ? Part::kWhole : Part::kNone;
    state.is_first = false;
    if (symbol.is(unicode::kWhite)) {
      end(state, emitter);
      state = {.last = Last::kOther, .part = state.part, .is_first = false};
      return;
    }
    if (state.last == Last::kLink) return;
    const bool is_letter = symbol.is(unicode::kLetter);
    const bool is_link = symbol.c == '/' || symbol.c == '@' || symbol.c == '#';
    if (is_link || (state.last == Last::kLetterDot && is_letter)) {
      state = {.last = Last::kLink, .part = state.part, .is_first = false};
      return;
    }
    const bool follows_letter = state.last == Last::kLetter || state.last == Last::kCased;
    if (follows_letter && symbol.is(unicode::kMark)) {
      if (state.watch == Watch::kNext) state.watch = Watch::kNothing;
      return;
    }
    const bool is_cased = is_cased_letter(symbol);
    if (state.watch == Watch::kNext) {
      const bool is_part = before == Part::kWhole || state.part == Part::kWhole ||
                           (before == Part::kLeftAway && symbol.is(unicode::kLower));
      const bool is_word = symbol.is_value() || !is_part;
      state.watch = is_cased && is_word ? Watch::kLetters : Watch::kNothing;
      if (state.watch == Watch::kLetters) emitter.mark();
    }
    if (state.watch == Watch::kLetters) count(state, symbol);
    if (is_letter) {
      state.last = is_cased ? Last::kCased : Last::kLetter;
    } else {
      state.last = follows_letter && symbol.c == '.' ? Last::kLetterDot : Last::kOther;
    }
    if (is_cased && state.watch == Watch::kNothing) emitter.begin();
  }

  void count(State& state, const Symbol& symbol) const {
    const bool is_letter = symbol.is(unicode::kLetter);
    if (symbol.is_value() || (is_letter && state.letters == suffix_letters)) {
      state.watch = Watch::kEnd;
    } else if (!is_letter) {
      state.watch = Watch::kNothing;
    } else {
      ++state.letters;
      return;
    }
    state.letters = 0;
  }

  void joint(State& state, const Emitter& emitter) const {
    const bool is_left_away = state.is_first && parts[emitter.segment()][emitter.alternative()];
    if (is_left_away && state.part == Part::kNone) state.part = Part::kLeftAway;
    state.is_first = true;
    if (state.last != Last::kCased) state.part = Part::kNone;
  }
  static bool fork(State& state) {
    if (state.last != Last::kCased || state.watch != Watch::kNothing) return false;
    state.watch = Watch::kNext;
    return true;
  }
  static void end(const State& state, Emitter& emitter) {
    if (state.watch == Watch::kEnd) emitter.fault_at_mark(0);
  }
};

/// Whether cased letters can meet at a joint; marks belong to their letter.
bool can_run_together(const Language& language) {
  constexpr Kinds kCased = kind::kLower | kind::kUpper | kind::kValue;
  return language.can_meet_at_joint(kCased | kind::kMark, kCased);
}

/// The last (or first) word of an alternative, as a message quotes it.
std::string word_of(const Language& language, const FaultSite& site, bool is_last) {
  const Alternative& alternative = language.segments()[site.segment].alternatives[site.alternative];
  if (alternative.kind == Alternative::Kind::kValue) return fmt::format("⟨{}⟩", alternative.text);
  const auto is_white = [](const Symbol& symbol) { return symbol.is(unicode::kWhite); };
  const auto& symbols = alternative.symbols;
  if (is_last) {
    // A text may end many findings' first word; so what is too long to be shown is not looked through for each.
    constexpr std::ptrdiff_t kMost = 39;
    const auto far = symbols.rbegin() + std::min(kMost, symbols.rend() - symbols.rbegin());
    const auto blank = std::find_if(symbols.rbegin(), far, is_white);
    const std::string_view word = alternative.text.substr(blank == symbols.rbegin() ? 0 : blank.base()[0].offset);
    const bool is_cut = blank == far && far != symbols.rend() && !is_white(*far);
    return (is_cut ? "…" : "") + std::string(word);
  }
  const auto blank = std::find_if(symbols.begin(), symbols.end(), is_white);
  return std::string(alternative.text.substr(0, blank == symbols.end() ? alternative.text.size() : blank->offset));
}

void check_missing_space(const TextView& text, Reporter& report) {
  const Language& language = text.language;
  if (!can_run_together(language)) return;
  constexpr std::uint64_t kMost = 0xffffffffu;
  MissingSpaceAutomaton automaton{
      .suffix_letters = static_cast<std::uint32_t>(std::min(text.settings().suffix_letters, kMost)), .parts = {}};
  for (const LanguageSegment& segment : language.segments()) automaton.parts.push_back(word_parts(segment));
  const Faults faults = find_faults(language, std::move(automaton), text.limits);
  report_faults(text, faults, report, [&](const Fault& fault) -> Draft {
    std::string words = "two words";
    if (fault.beginning && fault.beginning->segment != fault.site.segment) {
      words =
          quoted(word_of(language, *fault.beginning, true)) + " and " + quoted(word_of(language, fault.site, false));
    }
    return {.message = fmt::format("{} run together in {}; put a blank between them", words, name_of(language, fault)),
            .related = beginning_of(language, fault, "what comes before it")};
  });
}

constexpr std::string_view kMissingSpaceSettings[] = {"suffix-letters"};

}  // namespace

extern const Rule kMissingSpace = {
    .info =
        {.code = "X007",
         .name = "missing-space",
         .severity = Severity::kWarning,
         .summary = "two words that run together where two segments meet",
         .why = "\"HiAnna\" is typed by nobody: it tells the lead that a form was filled in. A blank is easily lost at "
                "the edge of a segment, where an editor does not show it.",
         .bad = R"([
  { "type": "static", "text": "Hi" },
  { "type": "variable", "name": "first-name", "fallback": "there" },
  { "type": "static", "text": ", saw your talk." }
])",
         .good = R"([
  { "type": "static", "text": "Hi " },
  { "type": "variable", "name": "first-name", "fallback": "there" },
  { "type": "static", "text": ", saw your talk." }
])",
         .settings = kMissingSpaceSettings},
    .check = check_missing_space};

}  // namespace segue::lint
