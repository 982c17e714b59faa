#include "lint/reporter.h"

namespace segue::lint {

void Reporter::add(Draft draft) {
  Severity severity = rule_->severity;
  if (draft.severity) severity = *draft.severity;
  if (chosen_) severity = *chosen_;
  if (notes_.size() < most_) {
    notes_.push_back({rule_, severity, std::move(draft)});
  } else {
    ++left_out_[static_cast<std::size_t>(severity)];
  }
}

void Reporter::add_partial(const Place& place, std::string message) {
  if (partial_rule_ == nullptr) return;
  const RuleInfo* const rule = std::exchange(rule_, partial_rule_);
  const std::optional<Severity> chosen = std::exchange(chosen_, partial_chosen_);
  add({.place = place, .message = std::move(message), .coverage = Coverage::kPartial});
  rule_ = rule;
  chosen_ = chosen;
}

bool Reporter::may_keep(const Witness& witness) {
  const std::size_t bytes = witness.text.size() + witness.picks.size() * sizeof(std::uint32_t);
  if (witness_bytes_ + bytes > kMostWitnessBytes) return false;
  witness_bytes_ += bytes;
  return true;
}

std::string Reporter::rule_name() const {
  return std::string(rule_->code).append(" ").append(rule_->name);
}

}  // namespace segue::lint
