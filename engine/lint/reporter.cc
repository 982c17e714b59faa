#include "lint/reporter.h"

namespace segue::lint {

void Reporter::add(Draft draft) {
  if (is_full()) {
    leave_out(draft.severity);
    return;
  }
  draft.rule = rule_;
  draft.severity = level_of(draft.severity);
  drafts_.push_back(std::move(draft));
}

void Reporter::add_partial(const ModelPath& path, std::string message) {
  if (partial_rule_ == nullptr) return;
  const RuleInfo* const rule = std::exchange(rule_, partial_rule_);
  const std::optional<Severity> chosen = std::exchange(chosen_, partial_chosen_);
  add({.path = path, .message = std::move(message), .coverage = Coverage::kPartial});
  rule_ = rule;
  chosen_ = chosen;
}

bool Reporter::may_keep_witness(std::size_t bytes) {
  if (is_full() || bytes > witness_bytes_left_) return false;
  witness_bytes_left_ -= bytes;
  return true;
}

std::string Reporter::rule_name() const {
  return std::string(rule_->code).append(" ").append(rule_->name);
}

}  // namespace segue::lint
