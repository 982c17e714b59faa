// plan.h: a sequence made ready for a run: its messages compiled, its lines begun, its variables in one list.

#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "bulk/record.h"
#include "segue/bulk.h"

namespace segue {

inline constexpr std::uint32_t kNoMessage = 0xffffffffu;

/// A step that writes a line: a message, or a like if likes are written.
struct PlannedStep {
  RecordWriter writer;
  std::size_t step = 0;                ///< index in the sequence's step array
  std::chrono::seconds after{0};       ///< the sum of the delays before it
  std::uint32_t message = kNoMessage;  ///< index into Plan::messages
};

/// A message of the run.
struct PlannedMessage {
  Template text;                           ///< encoded for the lines; if there are none, not encoded
  std::optional<Template> plain;           ///< not encoded; only if there are lines and messages are kept
  std::vector<std::uint32_t> variables;    ///< per variable of the template: its index in Plan::variables
  std::vector<std::size_t> first_options;  ///< per variation: the index of its first option among all of the run

  /// The number of variations.
  [[nodiscard]] std::size_t width() const { return first_options.size(); }
};

struct Plan {
  RecordStyle style;
  std::vector<std::string> variables;  ///< of all messages, once each, in order of first use
  std::vector<PlannedStep> steps;
  std::vector<PlannedMessage> messages;
  std::size_t options = 0;      ///< of all variations together
  std::size_t lead_bytes = 0;   ///< of all lines of a lead, roughly
  bool writes_lines = true;     ///< there is a sink
  bool keeps_messages = false;  ///< for on_message
};

/// Compiles every message, and enters its variables and variations into the summary's tables. `has_sink`: lines are
/// written.
Result<Plan> make_plan(const Sequence& sequence, const BulkOptions& options, bool has_sink, BulkSummary& summary);

}  // namespace segue
