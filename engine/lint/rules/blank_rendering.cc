#include <algorithm>

#include "lint/rule.h"

namespace segue::lint {
namespace {

/// For whom it is blank: " for a lead without "company" that gets a blank option".
std::string who_receives(const Witness& witness) {
  const std::size_t variables = witness.variables.size();
  const std::size_t picks = witness.picks.size();
  std::string who = " for a lead";
  if (variables == 1) who += fmt::format(" without {}", quoted(witness.variables.front().variable));
  if (variables > 1) who += fmt::format(" without any of its {} variables", variables);
  if (picks > 0) who += picks == 1 ? " that gets a blank option" : " that gets blank options";
  return who;
}

bool shows_nothing(const Alternative& alternative) {
  return std::all_of(alternative.symbols.begin(), alternative.symbols.end(),
                     [](const Symbol& symbol) { return symbol.is(unicode::kInvisible); });
}

// A rendering is blank where every segment is. That alternatives can be chosen one by one is exact although a variable
// has one fate in all of its places: the blank ones are all of one fate, the fallback.
void check_blank_rendering(const TextView& text, Reporter& report) {
  const Language& language = text.language;
  if ((language.all() & unicode::kInvisible) != 0) return;  // every rendering is blank: S001
  const auto can_show_nothing = [](const LanguageSegment& segment) {
    return std::any_of(segment.alternatives.begin(), segment.alternatives.end(), shows_nothing);
  };
  if (!std::all_of(language.segments().begin(), language.segments().end(), can_show_nothing)) return;
  std::vector<std::uint32_t> choices;
  for (const LanguageSegment& segment : language.segments()) {
    const auto found = std::find_if(segment.alternatives.begin(), segment.alternatives.end(), shows_nothing);
    choices.push_back(static_cast<std::uint32_t>(found - segment.alternatives.begin()));
  }
  Witness witness = witness_of(language, choices);
  std::string message = fmt::format("{} is blank{}; write some text that every lead receives, or fill in the blank {}",
                                    name_of(text.message().step), who_receives(witness),
                                    witness.picks.empty()       ? "fallback"
                                    : witness.variables.empty() ? "options"
                                                                : "fallback or the blank options");
  report.add({.path = text.message().at(), .message = std::move(message), .witness = std::move(witness)});
}

}  // namespace

extern const Rule kBlankRendering = {
    .info = {.code = "S008",
             .name = "blank-rendering",
             .severity = Severity::kWarning,
             .summary = "a message that is blank for some leads",
             .why = "For these leads there is nothing to send, and the step does nothing, while all others receive the "
                    "message. A word in the fallback, or in the option, mends it.",
             .bad = R"([
  { "type": "variable", "name": "custom_opener", "fallback": "" }
])",
             .good = R"([
  { "type": "variable", "name": "custom_opener", "fallback": "Did you see my note?" }
])"},
    .check = check_blank_rendering};

}  // namespace segue::lint
