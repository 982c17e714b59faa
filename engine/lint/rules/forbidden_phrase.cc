#include "lint/rule.h"

namespace segue::lint {
namespace {

/// Phrases, found by one automaton (phrases.h). A phrase completes at its last character, and is one if what follows
/// does not go on with its last word.
struct ForbiddenPhraseAutomaton {
  using State = Phrases::State;

  const Phrases& phrases;

  void step(State& state, const Symbol& symbol, Emitter& emitter) const {
    if (const auto phrase = phrases.whole(state, &symbol)) emitter.fault_at_mark(static_cast<int>(*phrase));
    phrases.read(state, symbol);
    if (phrases.begins(state)) emitter.begin();
    if (phrases.ends(state)) emitter.mark();
  }
  static void joint(State& /*state*/) {}
  void end(const State& state, Emitter& emitter) const {
    if (const auto phrase = phrases.whole(state, nullptr)) emitter.fault_at_mark(static_cast<int>(*phrase));
  }
};

void check_forbidden_phrase(const TextView& text, Reporter& report) {
  const Phrases& phrases = text.compiled().forbidden_phrases;
  if (phrases.empty()) return;
  const auto& forbidden = text.settings().forbidden_phrases;
  const Language& language = text.language;
  const Faults faults = find_faults(language, ForbiddenPhraseAutomaton{.phrases = phrases}, text.limits);
  report_faults(text, faults, report, [&](const Fault& fault) -> Draft {
    return {.message = fmt::format("{} says {}, which is forbidden; say it in other words", name_of(language, fault),
                                   quoted(forbidden[static_cast<std::size_t>(fault.kind)])),
            .related = beginning_of(language, fault, "the phrase begins here")};
  });
}

constexpr std::string_view kForbiddenPhraseSettings[] = {"forbidden-phrases"};
constexpr std::string_view kForbiddenPhraseExampleSettings[] = {"forbidden-phrases=act now, risk free"};

}  // namespace

extern const Rule kForbiddenPhrase = {
    .info = {.code = "X011",
             .name = "forbidden-phrase",
             .severity = Severity::kWarning,
             .is_optional = true,
             .summary = "a phrase that forbidden-phrases names, in whole words, case ignored",
             .why =
                 "Some words must not leave the house: promises that the law forbids, a competitor's name, what spam "
                 "filters look for. White space in a phrase stands for any white space in a text.",
             .bad = R"([
  { "type": "static", "text": "The trial is risk" },
  { "type": "variation", "options": [" free", " free of charge", "y"] },
  { "type": "static", "text": " this month." }
])",
             .good = R"([
  { "type": "static", "text": "The trial costs nothing" },
  { "type": "variation", "options": [" at all", ""] },
  { "type": "static", "text": " this month." }
])",
             .settings = kForbiddenPhraseSettings,
             .example_settings = kForbiddenPhraseExampleSettings},
    .check = check_forbidden_phrase};

}  // namespace segue::lint
