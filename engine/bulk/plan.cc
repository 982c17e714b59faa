#include "bulk/plan.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/duration.h"

namespace segue {
namespace {

constexpr std::uint64_t kLatest = std::uint64_t{1} << 53;

/// Every variable of the sequence with the fallbacks it is given, in order of first use.
std::vector<VariableCount> list_variables(const Sequence& sequence) {
  std::vector<VariableCount> variables;
  std::map<std::string_view, std::size_t> places;
  for (const Message* message : sequence.messages()) {
    for (const Segment& segment : message->segments) {
      const auto* variable = std::get_if<Variable>(&segment.content);
      if (variable == nullptr) continue;
      const auto [entry, is_new] = places.try_emplace(variable->name, variables.size());
      if (is_new) variables.push_back({.name = variable->name, .column = {}, .fallback_texts = {}});
      auto& fallbacks = variables[entry->second].fallback_texts;
      if (variable->fallback && std::find(fallbacks.begin(), fallbacks.end(), *variable->fallback) == fallbacks.end()) {
        fallbacks.push_back(*variable->fallback);
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

/// The JSON Pointer of a step in its document.
std::string step_pointer(const Sequence& sequence, std::size_t step) {
  switch (sequence.shape) {
    case Shape::kBody:
      return fmt::format("/steps/{}", step);
    case Shape::kCampaign:
      return fmt::format("/sequence/steps/{}", step);
    case Shape::kSteps:
      return fmt::format("/{}", step);
    case Shape::kSegments:
      return "";
  }
  return "";
}

Error too_late(const Sequence& sequence, std::size_t step) {
  return {.code = "D002",
          .name = "wrong-type",
          .message = fmt::format("expected delays that add up to at most 2^53 seconds, found more at step {}; "
                                 "shorten a delay",
                                 step + 1),
          .pointer = step_pointer(sequence, step),
          .range = {}};
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

  std::vector<Error> errors;
  std::uint64_t after = 0;
  for (std::size_t i = 0; i < sequence.steps.size(); ++i) {
    const Step& step = sequence.steps[i];
    if (const auto* delay = std::get_if<Delay>(&step.action)) {
      const std::uint64_t before = after;
      after += std::min(seconds_of(delay->duration), kLatest + 1);
      if (after > kLatest && before <= kLatest) errors.push_back(too_late(sequence, i));
      after = std::min(after, kLatest + 1);
      continue;
    }
    PlannedStep planned{.writer = RecordWriter(plan.style, i, after, options.max_message), .message = kNoMessage};
    if (const auto* message = std::get_if<Message>(&step.action)) {
      planned.message = static_cast<std::uint32_t>(plan.messages.size());
      auto text = compile(*message, plan.variables,
                          {.message_index = planned.message,
                           .unresolved = options.unresolved,
                           .encoding = options.format == OutputFormat::kCsv ? Encoding::kCsv : Encoding::kJson,
                           .trim = options.trim,
                           .null_values = options.null_values,
                           .max_bytes = options.max_message});
      if (!text) {
        const std::string inside = sequence.shape == Shape::kSegments ? "" : "/data/segments";
        for (Error error : text.errors()) {
          error.pointer = step_pointer(sequence, i) + inside + error.pointer;
          errors.push_back(std::move(error));
        }
        // Keeps its number, so that a later message is told by its own.
        text = compile(Message{}, plan.variables);
      }
      PlannedMessage entry{.text = *std::move(text), .variables = {}, .first_options = {}};
      for (const std::string& name : entry.text.variables()) entry.variables.push_back(places.at(name));
      for (const std::uint32_t options_there : entry.text.option_counts()) {
        entry.first_options.push_back(plan.options);
        plan.options += options_there;
      }
      list_variations(*message, i, summary.variations);
      plan.lead_bytes += usual_size(*message);
      plan.messages.push_back(std::move(entry));
    } else if (!options.all_steps) {
      continue;
    }
    plan.steps.push_back(std::move(planned));
  }
  if (!errors.empty()) return errors;
  return plan;
}

}  // namespace segue
