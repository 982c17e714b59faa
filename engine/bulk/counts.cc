#include "bulk/counts.h"

#include <algorithm>
#include <limits>
#include <string>

namespace segue {

Counts::Counts(const Plan& plan)
    : variables_(plan.variables.size()), took_(plan.variables.size()), picks_(plan.options) {
  clear();
}

void Counts::clear() {
  rows_ = short_rows_ = skipped_ = rendered_ = messages_ = longest_ = characters_ = 0;
  shortest_ = std::numeric_limits<std::uint64_t>::max();
  std::fill(variables_.begin(), variables_.end(), Takes{});
  std::fill(picks_.begin(), picks_.end(), 0);
  rejected_by_code_.clear();
}

void Counts::add_to(BulkSummary& summary) const {
  if (messages_ > 0) {
    summary.shortest_text = summary.messages == 0 ? shortest_ : std::min(summary.shortest_text, shortest_);
    summary.longest_text = std::max(summary.longest_text, longest_);
  }
  summary.rows += rows_;
  summary.short_rows += short_rows_;
  summary.skipped += skipped_;
  summary.rendered += rendered_;
  summary.messages += messages_;
  summary.text_characters += characters_;
  for (const auto& [code, count] : rejected_by_code_) {
    summary.rejected += count;
    summary.rejected_by_code[std::string(code)] += count;
  }
  for (std::size_t v = 0; v < variables_.size(); ++v) {
    VariableCount& variable = summary.variables[v];
    for (std::size_t took = 0; took < variables_[v].size(); ++took) {
      const std::uint64_t leads = variables_[v][took];
      if ((took & Trace::kTookValue) != 0) variable.values += leads;
      if ((took & Trace::kTookFallback) != 0) variable.fallbacks += leads;
      if ((took & Trace::kWasUnresolved) != 0) variable.unresolved += leads;
    }
  }
  std::size_t option = 0;
  for (VariationCount& variation : summary.variations) {
    for (std::uint64_t& picks : variation.picks) picks += picks_[option++];
  }
}

}  // namespace segue
