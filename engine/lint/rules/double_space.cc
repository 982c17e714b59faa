#include "lint/rule.h"

namespace segue::lint {
namespace {

constexpr int kJoint = 0;
constexpr int kTypedTwice = 1;

constexpr Kinds kSpaces = kind::kSpace | kind::kTab;

/// A character that is not white space, and two spaces after it.
struct DoubleSpaceAutomaton {
  enum class Seen : std::uint8_t { kNothing, kCharacter, kSpace };
  struct State {
    Seen seen = Seen::kNothing;
    bool ends_sentence = false;  ///< the character is one of . ! ? : after which some type two spaces
    bool is_split = false;       ///< a segment ended after the character
    bool operator==(const State&) const = default;
  };

  static void step(State& state, const Symbol& symbol, Emitter& emitter) {
    const bool is_space = symbol.c == ' ' || symbol.c == '\t';
    if (!is_space) {
      if (symbol.is(unicode::kWhite)) {
        state = {};
      } else {
        emitter.begin();
        const bool ends_sentence = symbol.c == '.' || symbol.c == '!' || symbol.c == '?' || symbol.c == ':';
        state = {Seen::kCharacter, ends_sentence, false};
      }
    } else if (state.seen == Seen::kCharacter) {
      state.seen = Seen::kSpace;
    } else {
      if (state.seen == Seen::kSpace && state.is_split) emitter.fault(kJoint);
      if (state.seen == Seen::kSpace && !state.is_split && !state.ends_sentence) emitter.fault(kTypedTwice);
      state = {};
    }
  }
  static void joint(State& state) { state.is_split = state.seen != Seen::kNothing; }
  static void end(const State& /*state*/, Emitter& /*emitter*/) {}
};

void check_double_space(const TextView& text, Reporter& report) {
  const Language& language = text.language;
  if (!language.can_meet(kSpaces, kSpaces)) return;
  report_faults(
      text, find_faults(language, DoubleSpaceAutomaton(), text.limits), report, [&](const Fault& fault) -> Draft {
        const std::string place = name_of(language, fault);
        if (fault.kind == kTypedTwice) {
          return {.message = fmt::format("{} has two blanks in a row; take one of them away", place),
                  .severity = Severity::kInformation};
        }
        return {.message = fmt::format(
                    "two blanks come together in {}; take one of them away, or into the text that needs it", place),
                .severity = Severity::kWarning,
                .related = beginning_of(language, fault, "what comes before the blanks")};
      });
}

}  // namespace

extern const Rule kDoubleSpace = {
    .info =
        {.code = "X001",
         .name = "double-space",
         .severity = Severity::kWarning,
         .summary = "two blanks in a row; information where they were typed so, a warning where only a rendering "
                    "shows them",
         .why = "A gap in the middle of a sentence tells the lead that a machine has filled in a form. It mostly comes "
                "from an empty option or fallback between two blanks.",
         .bad = R"([
  { "type": "static", "text": "Hi " },
  { "type": "variation", "options": ["", "dear "] },
  { "type": "static", "text": " friend, saw your talk." }
])",
         .good = R"([
  { "type": "static", "text": "Hi " },
  { "type": "variation", "options": ["", "dear "] },
  { "type": "static", "text": "friend, saw your talk." }
])",
         .fix = FixKind::kUnsafe},
    .check = check_double_space};

}  // namespace segue::lint
