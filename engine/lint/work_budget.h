// work_budget.h: how much work the text rules may still do for one document.
//
// Their work is counted in steps, so that what is checked does not depend on the machine. Only a deadline does, if the
// caller has set one.

#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>

#include "segue/lint.h"

namespace segue::lint {

class WorkBudget {
 public:
  WorkBudget() = default;  ///< no limits
  explicit WorkBudget(const LintOptions& options)
      : steps_(options.settings.max_work), witness_steps_(options.settings.max_witness_work) {
    if (!options.deadline) return;
    constexpr std::chrono::hours kMost{24 * 365};  // beyond which the clock's own numbers would overflow
    end_ = Clock::now() + std::min<std::chrono::milliseconds>(*options.deadline, kMost);
    until_look_ = 0;
  }

  /// Takes so many steps: about one for each symbol that is read. False: not so many are left, or it is too late.
  [[nodiscard]] bool take(std::uint64_t steps) {
    if (steps >= until_look_ && !look_at_clock()) [[unlikely]]
      return false;
    if (steps > steps_) return false;
    steps_ -= steps;
    until_look_ -= std::min(steps, until_look_);
    return true;
  }
  /// Takes what there is of so many steps, for work that is done already.
  void take_up_to(std::uint64_t steps) { steps_ -= std::min(steps, steps_); }

  /// The same of the steps for witnesses: one for each alternative of a witness.
  [[nodiscard]] bool take_for_witness(std::uint64_t steps) {
    if (steps > witness_steps_) return false;
    witness_steps_ -= steps;
    return true;
  }

  /// Whether take() refused because of the deadline.
  [[nodiscard]] bool is_late() const { return is_late_; }

 private:
  using Clock = std::chrono::steady_clock;
  static constexpr std::uint64_t kNever = ~std::uint64_t{0};

  bool look_at_clock() {
    constexpr std::uint64_t kInterval = 1u << 16;  // steps, which take a fraction of a millisecond
    is_late_ = is_late_ || (end_ && Clock::now() >= *end_);
    until_look_ = is_late_ ? 0 : end_ ? kInterval : kNever;
    return !is_late_;
  }

  std::uint64_t steps_ = kNever;
  std::uint64_t witness_steps_ = kNever;
  std::optional<Clock::time_point> end_;
  std::uint64_t until_look_ = kNever;  ///< steps until the clock is looked at
  bool is_late_ = false;
};

}  // namespace segue::lint
