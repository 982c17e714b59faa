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
  std::fill(variables_.begin(), variables_.end(), Variable{});
  std::fill(picks_.begin(), picks_.end(), 0);
  rejected_by_code_.clear();
}

void Counts::rendered(const Plan& plan, const std::vector<Trace>& traces) {
  std::fill(took_.begin(), took_.end(), std::uint8_t{0});
  for (std::size_t i = 0; i < traces.size(); ++i) {
    const PlannedMessage& message = plan.messages[i];
    const Trace& trace = traces[i];
    for (std::size_t v = 0; v < trace.variables.size(); ++v) took_[message.variables[v]] |= trace.variables[v];
    for (std::size_t v = 0; v < trace.picks.size(); ++v) ++picks_[message.first_options[v] + trace.picks[v]];
    shortest_ = std::min<std::uint64_t>(shortest_, trace.characters);
    longest_ = std::max<std::uint64_t>(longest_, trace.characters);
    characters_ += trace.characters;
  }
  messages_ += traces.size();
  ++rendered_;
  for (std::size_t v = 0; v < took_.size(); ++v) {
    variables_[v].values += (took_[v] & Trace::kTookValue) != 0;
    variables_[v].fallbacks += (took_[v] & Trace::kTookFallback) != 0;
    variables_[v].unresolved += (took_[v] & Trace::kWasUnresolved) != 0;
  }
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
    summary.variables[v].values += variables_[v].values;
    summary.variables[v].fallbacks += variables_[v].fallbacks;
    summary.variables[v].unresolved += variables_[v].unresolved;
  }
  std::size_t option = 0;
  for (VariationCount& variation : summary.variations) {
    for (std::uint64_t& picks : variation.picks) picks += picks_[option++];
  }
}

}  // namespace segue
