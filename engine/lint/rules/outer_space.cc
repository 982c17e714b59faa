#include "lint/rule.h"

namespace segue::lint {
namespace {

constexpr int kAtBeginning = 0;
constexpr int kAtEnd = 1;

/// White space as the first symbol, or as the last one, of a text in which there is something to see.
struct OuterSpaceAutomaton {
  enum class Seen : std::uint8_t {
    kNothing,
    kWhiteStart,  ///< white space first, and nothing to see yet
    kStart,       ///< the same, with another invisible character first
    kText,
    kWhite,  ///< white space, after something to see
  };
  struct State {
    Seen seen = Seen::kNothing;
    bool operator==(const State&) const = default;
  };

  static void step(State& state, const Symbol& symbol, Emitter& emitter) {
    const bool is_white = symbol.is(unicode::kWhite);
    const bool is_visible = !symbol.is(unicode::kInvisible);
    const bool has_text = state.seen == Seen::kText || state.seen == Seen::kWhite;
    if (state.seen == Seen::kWhiteStart && is_visible) emitter.fault_at_mark(kAtBeginning);
    if (is_visible || has_text) {
      state.seen = is_white ? Seen::kWhite : Seen::kText;
      if (is_white) emitter.mark();
    } else if (state.seen == Seen::kNothing) {
      state.seen = is_white ? Seen::kWhiteStart : Seen::kStart;
      if (is_white) emitter.mark();
    }
  }
  static void joint(State& /*state*/) {}
  static void end(const State& state, Emitter& emitter) {
    if (state.seen == Seen::kWhite) emitter.fault_at_mark(kAtEnd);
  }
};

/// Whether some rendering may begin or end with white space.
bool can_have_outer_space(const Language& language) {
  return language.can_meet_at_joint(kind::kEdge, kind::kWhite) || language.can_meet_at_joint(kind::kWhite, kind::kEdge);
}

void check_outer_space(const TextView& text, Reporter& report) {
  const Language& language = text.language;
  if (!can_have_outer_space(language)) return;
  report_faults(text, find_faults(language, OuterSpaceAutomaton(), text.limits), report,
                [&](const Fault& fault) -> Draft {
                  return {.message = fmt::format("white space {} in {}; take it away, since it is sent as it stands",
                                                 fault.kind == kAtBeginning ? "begins the text" : "ends the text",
                                                 name_of(language, fault))};
                });
}

}  // namespace

extern const Rule kOuterSpace = {
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
    .check = check_outer_space};

}  // namespace segue::lint
