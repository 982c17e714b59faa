#include "lint/rule.h"

namespace segue::lint {
namespace {

/// Phrases, found by one automaton (phrases.h): was there one? Where there was, the rest does not matter.
struct MissingRequiredAutomaton {
  struct State {
    Phrases::State phrase;
    enum class Found : std::uint32_t { kNone, kOne } found = Found::kNone;
    bool operator==(const State&) const = default;
  };

  const Phrases& phrases;

  void step(State& state, const Symbol& symbol, Emitter& /*emitter*/) const {
    if (state.found == State::Found::kOne) return;
    if (phrases.whole(state.phrase, &symbol)) {
      state = {{}, State::Found::kOne};
    } else {
      phrases.read(state.phrase, symbol);
    }
  }
  static void joint(State& /*state*/) {}
  void end(const State& state, Emitter& emitter) const {
    if (state.found == State::Found::kNone && !phrases.whole(state.phrase, nullptr)) emitter.fault(0);
  }
};

/// "\"unsubscribe\"", or "any of \"unsubscribe\", \"opt out\" and 3 more".
std::string names_of(const std::vector<std::string>& required) {
  constexpr std::size_t kShown = 3;
  std::vector<std::string> names;
  for (const std::string& phrase : required) {
    if (!is_blank(phrase)) names.push_back(quoted(phrase));
  }
  if (names.size() == 1) return names.front();
  const std::size_t shown = names.size() > kShown ? kShown - 1 : names.size() - 1;
  const auto first = names.begin();
  const std::string last = names.size() > kShown ? fmt::format("{} more", names.size() - shown) : names[shown];
  return fmt::format("any of {} and {}", fmt::join(first, first + static_cast<std::ptrdiff_t>(shown), ", "), last);
}

void check_missing_required(const TextView& text, Reporter& report) {
  const Phrases& phrases = text.compiled().required_phrases;
  if (phrases.empty()) return;
  const Faults faults = find_faults(text.language, MissingRequiredAutomaton{.phrases = phrases}, text.limits);
  report_faults(text, faults, report, [&](const Fault& fault) -> Draft {
    return {.message = fmt::format("{} can come out without {}; take what is required into a text that every lead "
                                   "receives",
                                   name_of(text.language, fault), names_of(text.settings().required_phrases))};
  });
}

constexpr std::string_view kMissingRequiredSettings[] = {"required-phrases"};
constexpr std::string_view kMissingRequiredExampleSettings[] = {"required-phrases=unsubscribe, write me STOP"};

}  // namespace

extern const Rule kMissingRequired = {
    .info = {.code = "X013",
             .name = "missing-required",
             .severity = Severity::kWarning,
             .is_optional = true,
             .summary = "a message that some lead receives without any of the required-phrases",
             .why = "A way out, a name, an address: some words the law or the house wants in every message. Where an "
                    "option or a fallback leaves them out, some leads receive the message without.",
             .bad = R"([
  { "type": "static", "text": "Hi there, saw your talk." },
  { "type": "variation", "options": [" No interest? Write me stop.", " No interest? Just tell me."] }
])",
             .good = R"([
  { "type": "static", "text": "Hi there, saw your talk." },
  { "type": "variation", "options": [" No interest? Write me stop.", " Or unsubscribe here."] }
])",
             .settings = kMissingRequiredSettings,
             .example_settings = kMissingRequiredExampleSettings},
    .check = check_missing_required};

}  // namespace segue::lint
