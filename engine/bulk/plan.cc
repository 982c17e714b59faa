#include "bulk/plan.h"

#include <algorithm>
#include <set>
#include <utility>

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
      if (is_new) variables.push_back({.name = variable->name});
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

/// Roughly how long a message's line is: the length of what is known of its text, and a guess for the rest.
std::size_t usual_size(const Message& message) {
  constexpr std::size_t kValue = 16;
  std::size_t size = 64;  // what is around the text
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

Result<Plan> make_plan(const Sequence& sequence, const BulkOptions& options, bool has_sink, BulkSummary& summary) {
  Plan plan;
  plan.style = {.format = options.format, .explain = options.explain, .actions = options.all_steps};
  plan.writes_lines = has_sink;
  plan.keeps_messages = !has_sink || options.on_message;
  summary.variables = list_variables(sequence);
  for (const VariableCount& variable : summary.variables) plan.variables.push_back(variable.name);

  CompileOptions encoded = options.compile;
  const bool is_csv = options.format == OutputFormat::kCsv;
  encoded.encoding = !has_sink ? Encoding::kPlain : is_csv ? Encoding::kCsv : Encoding::kJson;
  auto messages = compile_all(sequence, plan.variables, encoded);
  if (!messages) return messages.errors();
  std::vector<CompiledMessage> plain;
  if (plan.writes_lines && plan.keeps_messages) {
    encoded.encoding = Encoding::kPlain;
    auto compiled = compile_all(sequence, plan.variables, encoded);
    if (!compiled) return compiled.errors();
    plain = *std::move(compiled);
  }
  for (const ScheduledStep& due : schedule(sequence)) {
    if (!due.message_index && !options.all_steps) continue;
    plan.steps.push_back({.writer = RecordWriter(plan.style, due.step, due.after, options.compile.max_bytes),
                          .step = due.step,
                          .after = due.after,
                          .message = due.message_index.value_or(kNoMessage)});
    if (!due.message_index) continue;
    PlannedMessage planned{.text = std::move((*messages)[*due.message_index].text)};
    if (!plain.empty()) planned.plain.emplace(std::move(plain[*due.message_index].text));
    // Every variable is a column of its own.
    const auto columns = planned.text.variable_columns();
    planned.variables.assign(columns.begin(), columns.end());
    for (const std::uint32_t count : planned.text.option_counts()) {
      planned.first_options.push_back(plan.options);
      plan.options += count;
    }
    const auto& message = std::get<Message>(sequence.steps[due.step].action);
    list_variations(message, due.step, summary.variations);
    plan.lead_bytes += usual_size(message);
    plan.messages.push_back(std::move(planned));
  }
  return plan;
}

}  // namespace segue
