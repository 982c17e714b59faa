#include "lint/rule.h"

namespace segue::lint {
namespace {

constexpr int kShownByRendering = 0;
constexpr int kTypedBeforeMark = 1;

bool is_mark(std::uint32_t c) {
  return c == ',' || c == '.' || c == ';' || c == ':' || c == '!' || c == '?';
}

/// A space that follows no dot, a run of marks after it, and then white space or the end. Not a pause (" ...", " . .").
struct SpaceBeforePunctuationAutomaton {
  enum class Seen : std::uint8_t {
    kOther,
    kDot,       ///< a space after it begins nothing
    kSpace,     ///< after something else than a dot
    kFirstDot,  ///< after the space: a run of marks, or a pause
    kDotSpace,  ///< a run of one dot, unless another dot follows
    kMarks,     ///< a run that is no pause
    kMarksDot,  ///< the same, its last mark being a dot
  };
  struct State {
    Seen seen = Seen::kOther;
    bool begins_strongly = false;  ///< with , or . before which a space is never meant
    bool is_split = false;         ///< a segment ended after the space
    bool is_mark_split = false;    ///< the same, before the last mark
    bool operator==(const State&) const = default;
  };

  bool is_french;

  void emit(const State& state, Emitter& emitter) const {
    const bool shown = state.begins_strongly || (state.is_mark_split && !is_french);
    emitter.fault_at_mark(shown ? kShownByRendering : kTypedBeforeMark);
  }

  void step(State& state, const Symbol& symbol, Emitter& emitter) const {
    const std::uint32_t c = symbol.c;
    const Seen seen = state.seen;
    if (seen == Seen::kDotSpace && c != '.') {
      emit(state, emitter);
      // The space followed a dot, so nothing begins with it.
      state = {};
    }
    if (is_mark(c)) {
      const bool is_dot = c == '.';
      switch (seen) {
        case Seen::kSpace:
          state.seen = is_dot ? Seen::kFirstDot : Seen::kMarks;
          state.begins_strongly = is_dot || c == ',';
          break;
        case Seen::kFirstDot:
          if (is_dot) {
            state = {Seen::kDot};  // a pause
            return;
          }
          state.seen = Seen::kMarks;
          break;
        case Seen::kMarks:
        case Seen::kMarksDot:
          state.seen = is_dot ? Seen::kMarksDot : Seen::kMarks;
          break;
        case Seen::kOther:
        case Seen::kDot:
        case Seen::kDotSpace:
          state = {is_dot ? Seen::kDot : Seen::kOther};
          return;
      }
      state.is_mark_split = state.is_split;
      emitter.mark();
      return;
    }
    if (c == ' ' && seen == Seen::kFirstDot) {
      state.seen = Seen::kDotSpace;
      return;
    }
    const bool is_run = seen == Seen::kFirstDot || seen == Seen::kMarks || seen == Seen::kMarksDot;
    if (is_run && symbol.is(unicode::kWhite)) emit(state, emitter);
    const bool follows_dot = seen == Seen::kDot || seen == Seen::kFirstDot || seen == Seen::kMarksDot;
    state = {};
    if (c == ' ' && !follows_dot) {
      state.seen = Seen::kSpace;
      emitter.begin();
    }
  }
  static void joint(State& state) {
    if (state.seen != Seen::kOther && state.seen != Seen::kDot) state.is_split = true;
  }
  void end(const State& state, Emitter& emitter) const {
    const Seen seen = state.seen;
    if (seen == Seen::kFirstDot || seen == Seen::kMarks || seen == Seen::kMarksDot || seen == Seen::kDotSpace) {
      emit(state, emitter);
    }
  }
};

void check_space_before_punctuation(const TextView& text, Reporter& report) {
  const Language& language = text.language;
  if (!language.can_meet(kind::kSpace, kind::kSentenceMarks)) return;
  const SpaceBeforePunctuationAutomaton automaton{.is_french = text.traits.types_space_before_marks()};
  report_faults(text, find_faults(language, automaton, text.limits), report, [&](const Fault& fault) -> Draft {
    const bool is_comma = alternative_of(language, fault).text[fault.site.offset] == ',';
    const std::string_view mark = is_comma ? "comma" : "mark";
    return {
        .message = fmt::format("a blank comes before the {} in {}; give the text before it a word, or take the blank "
                               "into what can be missing",
                               mark, name_of(language, fault)),
        .severity = fault.kind == kTypedBeforeMark ? Severity::kInformation : Severity::kWarning,
        .related = beginning_of(language, fault, "the blank")};
  });
}

}  // namespace

extern const Rule kSpaceBeforePunctuation = {
    .info =
        {.code = "X002",
         .name = "space-before-punctuation",
         .severity = Severity::kWarning,
         .summary = "a blank before a comma, full stop or other mark; information where it was typed so",
         .why =
             "\"Hi , saw your talk\" is what a lead without a first name receives where the fallback is empty, and it "
             "is the mark by which everybody knows a form letter.",
         .bad = R"([
  { "type": "static", "text": "Hi " },
  { "type": "variable", "name": "first-name", "fallback": "" },
  { "type": "static", "text": ", saw your talk." }
])",
         .good = R"([
  { "type": "static", "text": "Hi " },
  { "type": "variable", "name": "first-name", "fallback": "there" },
  { "type": "static", "text": ", saw your talk." }
])"},
    .check = check_space_before_punctuation};

}  // namespace segue::lint
