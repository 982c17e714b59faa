// plan.h: a sequence made ready for a run: its messages compiled, its lines begun, its variables in one list.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "bulk/record.h"
#include "segue/bulk.h"

namespace segue {

/// A step that writes a line: a message, or a like where likes are written.
struct PlannedStep {
  RecordWriter writer;
  std::uint32_t message;  ///< into Plan::messages, or kNoMessage
};
inline constexpr std::uint32_t kNoMessage = 0xffffffffu;

/// A message of the run.
struct PlannedMessage {
  Template text;
  std::vector<std::uint32_t> variables;  ///< per variable of the template: its place in Plan::variables
  std::vector<std::size_t>
      first_options;  ///< per variation: the place of its first option among all options of the run

  /// How many variations it has.
  [[nodiscard]] std::size_t width() const { return first_options.size(); }
};

struct Plan {
  RecordStyle style;
  std::vector<std::string> variables;  ///< of all messages, once each, in order of first use
  std::vector<PlannedStep> steps;
  std::vector<PlannedMessage> messages;
  std::size_t options = 0;     ///< of all variations together
  std::size_t lead_bytes = 0;  ///< of all lines of a lead, roughly
};

/// Compiles every message, and enters its variables and variations into the summary's tables.
Result<Plan> make_plan(const Sequence& sequence, const BulkOptions& options, BulkSummary& summary);

}  // namespace segue
