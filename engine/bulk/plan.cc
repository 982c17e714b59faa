#include "bulk/plan.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/duration.h"
#include "segue/schedule.h"

namespace segue {
namespace {

/// Every variable of the sequence with the fallbacks it is given, in order of first use.
std::vector<VariableCount> list_variables(const Sequence& sequence) {
  std::vector<VariableCount> variables;
  std::map<std::string_view, std::size_t> places;
  std::set<std::pair<std::size_t, std::string_view>> known;  // places with the fallbacks there
  for (const Message* message : sequence.messages()) {
    for (const Segment& segment : message->segments) {
      const auto* variable = std::get_if<Variable>(&segment.content);
      if (variable == nullptr) continue;
      const auto [entry, is_new] = places.try_emplace(variable->name, variables.size());
      if (is_new) variables.push_back({.name = variable->name, .column = {}, .fallback_texts = {}});
      if (variable->fallback && known.emplace(entry->second, *variable->fallback).second) {
        variables[entry->second].fallback_texts.push_back(*variable->fallback);
      }
    }
  }
  return variables;
}

void list_variations(const Message& message, std::size_t step, std::vector<VariationCount>& variations) {
  for (std::size_t i = 0; i < message.segments.size(); ++i) {
    if (const auto* variation = std::get_if<Variation>(&message.segments[i].content)) {
      variations.push_back({.step = step,
                            .segment = i,
                            .options = variation->options,
                            .picks = std::vector<std::uint64_t>(variation->options.size())});
    }
  }
}

/// How long a message's line is, roughly: what is known of its text, and some for what is not.
std::size_t usual_size(const Message& message) {
  constexpr std::size_t kValue = 16;
  std::size_t size = 64;  // what stands around the text
  for (const Segment& segment : message.segments) {
    if (const auto* text = std::get_if<Static>(&segment.content)) {
      size += text->text.size();
    } else if (const auto* variation = std::get_if<Variation>(&segment.content)) {
      std::size_t all = 0;
      for (const std::string& option : variation->options) all += option.size();
      size += all / std::max<std::size_t>(variation->options.size(), 1);
    } else {
      size += kValue;
    }
  }
  return size;
}

}  // namespace

Result<Plan> make_plan(const Sequence& sequence, const BulkOptions& options, BulkSummary& summary) {
  Plan plan;
  plan.style = {.format = options.format, .explain = options.explain, .actions = options.all_steps};
  summary.variables = list_variables(sequence);
  std::map<std::string_view, std::uint32_t> places;
  for (const VariableCount& variable : summary.variables) {
    places.emplace(variable.name, static_cast<std::uint32_t>(places.size()));
    plan.variables.push_back(variable.name);
  }

  auto messages = compile_all(sequence, plan.variables,
                              {.unresolved = options.unresolved,
                               .encoding = options.format == OutputFormat::kCsv ? Encoding::kCsv : Encoding::kJson,
                               .trim = options.trim,
                               .null_values = options.null_values,
                               .max_bytes = options.max_message});
  if (!messages) return messages.errors();
  for (const ScheduledStep& due : schedule(sequence)) {
    if (!due.message_index && !options.all_steps) continue;
    plan.steps.push_back({.writer = RecordWriter(plan.style, due.step, seconds_of(due.after), options.max_message),
                          .message = due.message_index.value_or(kNoMessage)});
    if (!due.message_index) continue;
    PlannedMessage entry{.text = std::move((*messages)[*due.message_index].text), .variables = {}, .first_options = {}};
    for (const std::string& name : entry.text.variables()) entry.variables.push_back(places.at(name));
    for (const std::uint32_t options_there : entry.text.option_counts()) {
      entry.first_options.push_back(plan.options);
      plan.options += options_there;
    }
    const auto& message = std::get<Message>(sequence.steps[due.step].action);
    list_variations(message, due.step, summary.variations);
    plan.lead_bytes += usual_size(message);
    plan.messages.push_back(std::move(entry));
  }
  return plan;
}

}  // namespace segue
