#include "lint/sequence_traits.h"

#include <algorithm>
#include <string_view>

namespace segue::lint {
namespace {

bool has_space_before_mark(std::string_view text) {
  for (std::size_t at = 1; at < text.size(); ++at) {
    const char c = text[at];
    if (c != ';' && c != ':' && c != '!' && c != '?') continue;
    const std::string_view before = text.substr(0, at);
    if (before.ends_with(' ') || before.ends_with("\u00A0") || before.ends_with("\u202F")) return true;
  }
  return false;
}

bool has_space_before_mark(const Segment& segment) {
  if (const auto* text = std::get_if<Static>(&segment.content)) return has_space_before_mark(text->text);
  if (const auto* variable = std::get_if<Variable>(&segment.content)) {
    return variable->fallback && has_space_before_mark(*variable->fallback);
  }
  const auto& options = std::get<Variation>(segment.content).options;
  return std::any_of(options.begin(), options.end(),
                     [](const std::string& option) { return has_space_before_mark(std::string_view(option)); });
}

}  // namespace

bool SequenceTraits::types_space_before_marks() {
  if (!types_space_before_marks_) {
    types_space_before_marks_ = std::any_of(sequence_.steps.begin(), sequence_.steps.end(), [](const StepView& step) {
      const Message* message = step.message();
      return message != nullptr && std::any_of(message->segments.begin(), message->segments.end(),
                                               [](const Segment& segment) { return has_space_before_mark(segment); });
    });
  }
  return *types_space_before_marks_;
}

}  // namespace segue::lint
