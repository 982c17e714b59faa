// views.h: a sequence as rules see it: steps and segments that know their paths.
//
// The linter makes views on its one walk; they last as long as the check that they are passed to.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "lint/model_path.h"
#include "lint/regex.h"
#include "segue/lint.h"
#include "segue/sequence.h"

namespace segue::lint {

struct CompiledSettings;

/// What rules know besides the sequence.
struct RuleContext {
  const LintSettings& settings;
  const std::optional<std::vector<std::string>>& variables;  ///< see LintOptions::variables
  std::optional<std::uint64_t> leads;
  const CompiledSettings& compiled;
};

enum class StepKind : std::uint8_t {
  kMessage,
  kDelay,
  kLike,
  kBroken,  ///< the reader found an error in it; rules report nothing about it, or across it
};

struct StepView {
  const Step* step = nullptr;
  std::uint32_t index = 0;   ///< in the array of steps
  std::uint32_t number = 0;  ///< of a message: 1 for the first one; a broken one counts if it is known to be one
  StepKind kind = StepKind::kBroken;
  const RuleContext* context = nullptr;

  [[nodiscard]] const Message* message() const {
    return kind == StepKind::kMessage ? std::get_if<Message>(&step->action) : nullptr;
  }
  [[nodiscard]] const Delay* delay() const {
    return kind == StepKind::kDelay ? std::get_if<Delay>(&step->action) : nullptr;
  }
  [[nodiscard]] bool is(StepKind wanted) const { return kind == wanted; }
  [[nodiscard]] const LintSettings& settings() const { return context->settings; }

  /// The step, or a part of it.
  [[nodiscard]] ModelPath at(Part part = Part::kWhole) const { return {.step = index, .part = part}; }
};

/// A message with at least its list of segments.
struct MessageView {
  const StepView& step;
  const Message& message;

  [[nodiscard]] const std::vector<Segment>& segments() const { return message.segments; }
  [[nodiscard]] ModelPath at() const { return step.at(Part::kSegments); }
};

struct SegmentView {
  const StepView& step;
  const Message& message;
  const Segment& segment;
  std::uint32_t index = 0;  ///< in its message

  template <class Content>
  [[nodiscard]] const Content* as() const {
    return std::get_if<Content>(&segment.content);
  }
  /// The segment, or a part of it.
  [[nodiscard]] ModelPath at(Part part = Part::kWhole) const {
    return {.step = step.index, .segment = index, .part = part};
  }
  [[nodiscard]] ModelPath at_option(std::size_t option) const {
    return {.step = step.index, .segment = index, .part = Part::kOption, .option = static_cast<std::uint32_t>(option)};
  }
};

struct SequenceView {
  const Sequence& sequence;
  std::span<const StepView> steps;
  const RuleContext& context;

  [[nodiscard]] ModelPath at(Part part = Part::kSteps) const { return {.part = part}; }
};

}  // namespace segue::lint
