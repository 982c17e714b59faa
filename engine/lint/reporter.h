// reporter.h: takes what checks report.

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

/// Another part of the sequence that a draft has to do with.
struct RelatedPath {
  ModelPath path;
  std::string message;  ///< what it is
};

/// What a rule reports. A check gives the path and the message, and whatever differs from the rule's defaults. It
/// becomes a Finding at the end of the linter's walk.
struct Draft {
  ModelPath path = {};
  std::string message = {};  ///< one sentence: what is wrong; what to do
  std::optional<Severity> severity = std::nullopt;
  std::vector<RelatedPath> related = {};
  std::optional<Witness> witness = std::nullopt;
  Coverage coverage = Coverage::kExact;
  std::optional<FixKind> fix = std::nullopt;
  const RuleInfo* rule = nullptr;  ///< set by the Reporter, with the severity
};

class Reporter {
 public:
  explicit Reporter(const LintOptions& options)
      : max_drafts_(options.max_findings), witness_bytes_left_(options.settings.max_witness_bytes) {}

  /// Whose drafts come next, and the severity that the user has given them, if any.
  void begin(const RuleInfo& rule, std::optional<Severity> chosen) {
    rule_ = &rule;
    chosen_ = chosen;
  }

  void add(Draft draft);

  /// Whether no further draft is kept; what comes is only counted.
  [[nodiscard]] bool is_full() const { return drafts_.size() >= max_drafts_; }
  /// Whether the next draft is not kept: then it needs no message and is counted here; `severity` as in Draft.
  bool leaves_out(std::optional<Severity> severity = std::nullopt) {
    if (is_full()) leave_out(severity);
    return is_full();
  }
  /// Counts one that is not kept; `severity` as in Draft.
  void leave_out(std::optional<Severity> severity) { ++left_out_[static_cast<std::size_t>(level_of(severity))]; }

  /// Reports, as X000, that the current rule could not check everything; nothing if X000 is switched off.
  void add_partial(const ModelPath& path, std::string message);
  /// The rule under which such drafts are added, and the severity that the user has given it, if any.
  void report_partial_as(const RuleInfo& rule, std::optional<Severity> chosen) {
    partial_rule_ = &rule;
    partial_chosen_ = chosen;
  }

  /// Whether a witness of so many bytes may be kept: its draft is kept, and LintSettings::max_witness_bytes allows it.
  /// Ask before it is written.
  bool may_keep_witness(std::size_t bytes);

  /// See LintResult::values_as_words.
  void take_values_for_words() { took_values_for_words_ = true; }
  [[nodiscard]] bool took_values_for_words() const { return took_values_for_words_; }

  /// "X001 double-space", of the current rule.
  [[nodiscard]] std::string rule_name() const;

  [[nodiscard]] std::vector<Draft>& drafts() { return drafts_; }
  [[nodiscard]] const std::array<std::size_t, 3>& left_out() const { return left_out_; }

 private:
  [[nodiscard]] Severity level_of(std::optional<Severity> severity) const {
    return chosen_.value_or(severity.value_or(rule_->severity));
  }

  std::size_t max_drafts_;
  std::uint64_t witness_bytes_left_;
  const RuleInfo* rule_ = nullptr;
  std::optional<Severity> chosen_;
  const RuleInfo* partial_rule_ = nullptr;
  std::optional<Severity> partial_chosen_;
  bool took_values_for_words_ = false;
  std::vector<Draft> drafts_;
  std::array<std::size_t, 3> left_out_{};
};

}  // namespace segue::lint
