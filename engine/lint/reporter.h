// reporter.h: takes down what checks find.

#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lint/model_path.h"
#include "segue/lint.h"

namespace segue::lint {

/// What a check found. Only the place and the message must be said; the rest is the rule's own unless it is said.
struct Draft {
  ModelPath place;
  std::string message;  ///< one sentence: what it is; what to do
  std::optional<Severity> severity = std::nullopt;
  std::vector<std::pair<ModelPath, std::string>> related = {};  ///< other places, and what they are
  std::optional<Witness> witness = std::nullopt;
  Coverage coverage = Coverage::kExact;
  std::optional<FixKind> fix = std::nullopt;
};

/// A draft and the rule it came from.
struct Note {
  const RuleInfo* rule;
  Severity severity;
  Draft draft;
};

class Reporter {
 public:
  explicit Reporter(std::size_t most) : most_(most) {}

  /// Whose findings come next, and the level they have where the user has chosen one.
  void begin(const RuleInfo& rule, std::optional<Severity> chosen) {
    rule_ = &rule;
    chosen_ = chosen;
  }

  void add(Draft draft);

  /// Whether no further finding is listed; what comes is only counted.
  [[nodiscard]] bool is_full() const { return notes_.size() >= most_; }
  /// Whether the next finding is not listed: then it needs no words and is counted here; `severity` as in Draft.
  bool leaves_out(std::optional<Severity> severity = std::nullopt) {
    if (is_full()) leave_out(severity);
    return is_full();
  }
  /// Counts one that is not listed; `severity` as in Draft.
  void leave_out(std::optional<Severity> severity) { ++left_out_[static_cast<std::size_t>(level_of(severity))]; }

  /// Notes, as X000, that the current rule could not look at everything; where X000 is switched off, nothing.
  void add_partial(const ModelPath& place, std::string message);
  /// Under which rule, and at which level, such notes are added.
  void note_partial_under(const RuleInfo& rule, std::optional<Severity> chosen) {
    partial_rule_ = &rule;
    partial_chosen_ = chosen;
  }

  /// Whether a witness of so many bytes may be kept: it is that of a finding that is listed, and all of them together
  /// are limited. Ask before it is written out.
  bool may_keep_witness(std::size_t bytes);

  /// See LintResult::values_as_words.
  void take_values_for_words() { took_values_for_words_ = true; }
  [[nodiscard]] bool took_values_for_words() const { return took_values_for_words_; }

  /// "X001 double-space", of the current rule.
  [[nodiscard]] std::string rule_name() const;

  [[nodiscard]] std::vector<Note>& notes() { return notes_; }
  [[nodiscard]] const std::array<std::size_t, 3>& left_out() const { return left_out_; }

 private:
  [[nodiscard]] Severity level_of(std::optional<Severity> severity) const {
    return chosen_.value_or(severity.value_or(rule_->severity));
  }

  std::size_t most_;
  const RuleInfo* rule_ = nullptr;
  std::optional<Severity> chosen_;
  const RuleInfo* partial_rule_ = nullptr;
  std::optional<Severity> partial_chosen_;
  static constexpr std::size_t kMostWitnessBytes = 16u << 20;
  std::size_t witness_bytes_ = 0;
  bool took_values_for_words_ = false;
  std::vector<Note> notes_;
  std::array<std::size_t, 3> left_out_{};
};

}  // namespace segue::lint
