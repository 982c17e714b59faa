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

void Counts::rendered(const Plan& plan, const std::vector<Trace>& traces) {
  // However many messages have it, a variable counts once for a lead.
  const bool is_only_one = traces.size() == 1;
  const auto count = [&](std::size_t v, std::uint8_t took) { ++variables_[v][took % variables_[v].size()]; };
  if (!is_only_one) std::fill(took_.begin(), took_.end(), std::uint8_t{0});
  for (std::size_t i = 0; i < traces.size(); ++i) {
    const PlannedMessage& message = plan.messages[i];
    const Trace& trace = traces[i];
    for (std::size_t v = 0; v < trace.variables.size(); ++v) {
      if (is_only_one) {
        count(message.variables[v], trace.variables[v]);
      } else {
        took_[message.variables[v]] |= trace.variables[v];
      }
    }
    for (std::size_t v = 0; v < trace.picks.size(); ++v) ++picks_[message.first_options[v] + trace.picks[v]];
    shortest_ = std::min<std::uint64_t>(shortest_, trace.characters);
    longest_ = std::max<std::uint64_t>(longest_, trace.characters);
    characters_ += trace.characters;
  }
  messages_ += traces.size();
  ++rendered_;
  for (std::size_t v = 0; v < took_.size() && !is_only_one; ++v) count(v, took_[v]);
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
