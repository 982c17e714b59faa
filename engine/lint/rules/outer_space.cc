#include "lint/rule.h"

namespace segue::lint {
namespace {

constexpr int kAtBeginning = 0;
constexpr int kAtEnd = 1;

/// White space as the first symbol, or as the last one, of a text in which there is something to see.
struct Automaton {
  enum class Seen : std::uint8_t {
    kNothing,
    kBlankStart,  ///< white space first, and nothing to see yet
    kStart,       ///< the same, with another invisible character first
    kText,
    kBlank,  ///< white space, behind something to see
  };
  struct State {
    Seen seen = Seen::kNothing;
    bool operator==(const State&) const = default;
  };

  static void step(State& state, const Symbol& symbol, Emitter& emitter) {
    const bool is_white = symbol.is(unicode::kWhite);
    const bool is_visible = !symbol.is(unicode::kInvisible);
    const bool has_text = state.seen == Seen::kText || state.seen == Seen::kBlank;
    if (state.seen == Seen::kBlankStart && is_visible) emitter.fault_at_mark(kAtBeginning);
    if (is_visible || has_text) {
      state.seen = is_white ? Seen::kBlank : Seen::kText;
      if (is_white) emitter.mark();
    } else if (state.seen == Seen::kNothing) {
      state.seen = is_white ? Seen::kBlankStart : Seen::kStart;
      if (is_white) emitter.mark();
    }
  }
  static void joint(State& /*state*/) {}
  static void end(const State& state, Emitter& emitter) {
    if (state.seen == Seen::kBlank) emitter.fault_at_mark(kAtEnd);
  }
};

/// Whether any text begins or ends with white space; if none does, no rendering can.
bool has_outer_space(const Language& language) {
  for (const LanguageSegment& segment : language.segments()) {
    for (const Alternative& one : segment.alternatives) {
      if (one.symbols.empty()) continue;
      if (one.symbols.front().is(unicode::kWhite) || one.symbols.back().is(unicode::kWhite)) return true;
    }
  }
  return false;
}

void check(const TextView& text, Reporter& report) {
  const Language& language = text.language;
  if (!has_outer_space(language)) return;
  report_faults(text, find_faults(language, Automaton(), text.limits), report, [&](const Fault& fault) -> Telling {
    return {.message = fmt::format("white space {} in {}; take it away, since it is sent as it stands",
                                   fault.kind == kAtBeginning ? "begins the text" : "ends the text",
                                   name_of(language, fault))};
  });
}

}  // namespace

const Rule kOuterSpace = {
    .info = {.code = "X003",
             .name = "outer-space",
             .severity = Severity::kInformation,
             .summary = "a text that begins or ends with white space",
             .why = "White space around a text is sent with it. A blank or an empty line before the first word looks "
                    "like a piece that is missing, and mostly it is one: an option or a fallback that came out empty.",
             .bad = R"([
  { "type": "variation", "options": ["Hi there,", ""] },
  { "type": "static", "text": " saw your talk in Berlin." }
])",
             .good = R"([
  { "type": "variation", "options": ["Hi there, saw", "Saw"] },
  { "type": "static", "text": " your talk in Berlin." }
])",
             .fix = FixKind::kUnsafe},
    .check = check};

}  // namespace segue::lint
