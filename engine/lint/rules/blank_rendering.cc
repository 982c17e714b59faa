#include <unordered_set>

#include "lint/rule.h"

namespace segue::lint {
namespace {

/// The rendering that takes the first blank alternative of every segment; each must have one.
Witness blank_rendering(const Message& message) {
  Witness witness;
  std::unordered_set<std::string_view> told;
  for (const Segment& segment : message.segments) {
    if (const auto* text = std::get_if<Static>(&segment.content)) {
      witness.text += text->text;
    } else if (const auto* variable = std::get_if<Variable>(&segment.content)) {
      witness.text += *variable->fallback;
      if (told.insert(variable->name).second) witness.variables.push_back({.variable = variable->name});
    } else if (const auto* variation = std::get_if<Variation>(&segment.content)) {
      const std::size_t pick = first_blank(*variation);
      witness.text += variation->options[pick];
      witness.picks.push_back(static_cast<std::uint32_t>(pick));
    }
  }
  return witness;
}

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

void check(const MessageView& message, Reporter& report) {
  if (blankness(message.message) != Blankness::kSometimes) return;
  Witness witness = blank_rendering(message.message);
  std::string text = fmt::format("{} is blank{}; write some text that every lead receives, or fill in the blank {}",
                                 name_of(message.step), who_receives(witness),
                                 witness.picks.empty()       ? "fallback"
                                 : witness.variables.empty() ? "options"
                                                             : "fallback or the blank options");
  report.add({.place = message.at(), .message = std::move(text), .witness = std::move(witness)});
}

}  // namespace

const Rule kBlankRendering = {
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
    .check = check};

}  // namespace segue::lint
