#include "lint/reporter.h"

namespace segue::lint {

void Reporter::add(Draft draft) {
  if (is_full()) {
    leave_out(draft.severity);
  } else {
    const Severity severity = level_of(draft.severity);
    notes_.push_back({rule_, severity, std::move(draft)});
  }
}

void Reporter::add_partial(const ModelPath& place, std::string message) {
  if (partial_rule_ == nullptr) return;
  const RuleInfo* const rule = std::exchange(rule_, partial_rule_);
  const std::optional<Severity> chosen = std::exchange(chosen_, partial_chosen_);
  add({.place = place, .message = std::move(message), .coverage = Coverage::kPartial});
  rule_ = rule;
  chosen_ = chosen;
}

bool Reporter::may_keep_witness(std::size_t bytes) {
  if (is_full() || witness_bytes_ + bytes > kMostWitnessBytes) return false;
  witness_bytes_ += bytes;
  return true;
}

std::string Reporter::rule_name() const {
  return std::string(rule_->code).append(" ").append(rule_->name);
}

}  // namespace segue::lint
