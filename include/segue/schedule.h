// schedule.h: when each step of a sequence is due, and where it is in the document.
//
//   for (const segue::ScheduledStep& due : segue::schedule(*sequence))
//     if (due.message_index) plan(start + due.after, *due.message_index);
//
// Ownership: values; nothing is kept of the sequence.
// Threads: pure functions.
// Limits: times end at kLatestTime.

#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "segue/sequence.h"

namespace segue {

/// The latest time that a document can express: 2^53 seconds.
inline constexpr std::chrono::seconds kLatestTime{std::int64_t{1} << 53};

/// Adds up the delays of a sequence, one step after the other.
class Timeline {
 public:
  /// Adds the delay of a step that is one; a negative delay counts as none. False: it goes beyond kLatestTime, where
  /// the time then stays.
  bool add(const Step& step) {
    const auto* delay = std::get_if<Delay>(&step.action);
    if (delay == nullptr) return true;
    const std::chrono::seconds left = kLatestTime - after_;
    const bool fits = delay->duration <= left;
    after_ += std::clamp(delay->duration, std::chrono::seconds(0), left);
    return fits;
  }
  /// The time since the start.
  [[nodiscard]] std::chrono::seconds after() const { return after_; }

 private:
  std::chrono::seconds after_{0};
};

/// A message or like, and when it is due.
struct ScheduledStep {
  std::size_t step = 0;                             ///< 0-based, in Sequence::steps
  std::optional<std::uint32_t> message_index = {};  ///< of a message: 0-based, among the messages
  std::chrono::seconds after{0};                    ///< after the start: the delays before it, added up
};

/// When each message and like of a sequence is due, in order.
[[nodiscard]] inline std::vector<ScheduledStep> schedule(const Sequence& sequence) {
  std::vector<ScheduledStep> steps;
  Timeline timeline;
  std::uint32_t messages = 0;
  for (std::size_t i = 0; i < sequence.steps.size(); ++i) {
    timeline.add(sequence.steps[i]);
    if (std::holds_alternative<Message>(sequence.steps[i].action)) {
      steps.push_back({i, messages++, timeline.after()});
    } else if (std::holds_alternative<Like>(sequence.steps[i].action)) {
      steps.push_back({i, std::nullopt, timeline.after()});
    }
  }
  return steps;
}

/// Whether write_sequence() writes an array of segments: the shape says so, and such an array holds all there is.
[[nodiscard]] inline bool is_segment_array(const Sequence& sequence) {
  if (sequence.shape != Shape::kSegments || sequence.steps.size() != 1) return false;
  const Step& step = sequence.steps.front();
  const auto* message = std::get_if<Message>(&step.action);
  return message != nullptr && message->original.empty() && step.original.empty() && !step.id && !step.rank;
}

/// The JSON Pointer (RFC 6901) of the array of steps in the document: "/steps".
[[nodiscard]] inline std::string steps_pointer(const Sequence& sequence) {
  if (sequence.shape == Shape::kCampaign) return "/sequence/steps";
  return sequence.shape == Shape::kBody ? "/steps" : "";
}

/// That of a step: "/steps/2"; the document's own where it is an array of segments.
[[nodiscard]] inline std::string step_pointer(const Sequence& sequence, std::size_t step) {
  return is_segment_array(sequence) ? "" : steps_pointer(sequence) + '/' + std::to_string(step);
}

/// That of the array of a message's segments: "/steps/2/data/segments".
[[nodiscard]] inline std::string segments_pointer(const Sequence& sequence, std::size_t step) {
  return is_segment_array(sequence) ? "" : step_pointer(sequence, step) + "/data/segments";
}

}  // namespace segue
