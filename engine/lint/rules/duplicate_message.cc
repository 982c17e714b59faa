#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lint/rule.h"

namespace segue::lint {
namespace {

/// Writes a text so that where it ends can be told.
void append(std::string& content, char what, std::string_view text) {
  content.append(1, what).append(std::to_string(text.size())).append(1, ':').append(text);
}

/// What a message says, as one text: equal for messages that differ only in how static text is cut. Empty where
/// there is nothing in the message.
std::string content_of(const Message& message) {
  std::string content;
  std::string run;  // of neighbouring static texts
  const auto end_run = [&] {
    if (!run.empty()) append(content, 's', run);
    run.clear();
  };
  for (const Segment& segment : message.segments) {
    if (const auto* text = std::get_if<Static>(&segment.content)) {
      run += text->text;
      continue;
    }
    end_run();
    if (const auto* variable = std::get_if<Variable>(&segment.content)) {
      append(content, 'v', variable->name);
      if (variable->fallback) append(content, 'f', *variable->fallback);
    } else if (const auto* variation = std::get_if<Variation>(&segment.content)) {
      append(content, 'o', "");
      for (const std::string& option : variation->options) append(content, '|', option);
    }
  }
  end_run();
  return content;
}

/// The same for messages that say the same, and rarely for others.
std::uint64_t summary_of(const Message& message) {
  std::uint64_t summary = 0;
  std::size_t texts = 0;  // bytes, however they are cut
  const auto add = [&](std::uint64_t number) { summary = (summary ^ number) * 0x9E3779B97F4A7C15u; };
  for (const Segment& segment : message.segments) {
    if (const auto* text = std::get_if<Static>(&segment.content)) {
      texts += text->text.size();
    } else if (const auto* variable = std::get_if<Variable>(&segment.content)) {
      add(variable->name.size());
    } else {
      add(std::get<Variation>(segment.content).options.size());
    }
  }
  add(texts);
  return summary;
}

/// Whether some messages may say the same. Mostly not, and to see that is cheap.
bool may_have_duplicates(const SequenceView& sequence) {
  std::vector<std::uint64_t> summaries;
  for (const StepView& step : sequence.steps) {
    if (const Message* message = step.message()) summaries.push_back(summary_of(*message));
  }
  std::sort(summaries.begin(), summaries.end());
  return std::adjacent_find(summaries.begin(), summaries.end()) != summaries.end();
}

void check_duplicate_message(const SequenceView& sequence, Reporter& report) {
  if (!may_have_duplicates(sequence)) return;
  std::unordered_map<std::string, const StepView*> first;
  for (const StepView& step : sequence.steps) {
    const Message* message = step.message();
    if (message == nullptr) continue;
    std::string content = content_of(*message);
    if (content.empty()) continue;
    const auto [entry, is_new] = first.try_emplace(std::move(content), &step);
    if (is_new) continue;
    const StepView& same = *entry->second;
    report.add({.path = step.at(Part::kSegments),
                .message = fmt::format("{} says the same as {}, so leads receive it again; change one of them, or take "
                                       "it away",
                                       name_of(step), name_of(same)),
                .related = {{same.at(Part::kSegments), "the same message"}}});
  }
}

}  // namespace

extern const Rule kDuplicateMessage = {
    .info = {.code = "Q002",
             .name = "duplicate-message",
             .severity = Severity::kWarning,
             .summary = "two messages of the same content",
             .why = "A lead who did not answer receives the same text again and sees a machine behind it. Mostly a "
                    "step was copied and its copy is still to be written.",
             .bad = R"([
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Hi, saw your talk." }] } },
  { "type": "delay", "data": { "delaySeconds": 172800, "unit": "days" } },
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Hi, saw your talk." }] } }
])",
             .good = R"([
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Hi, saw your talk." }] } },
  { "type": "delay", "data": { "delaySeconds": 172800, "unit": "days" } },
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Did you see my note?" }] } }
])"},
    .check = check_duplicate_message};

}  // namespace segue::lint
