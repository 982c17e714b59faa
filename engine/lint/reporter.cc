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

}  // namespace segue::lint
