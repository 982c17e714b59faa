// selection.h: which rules a linter runs, at which levels: LintOptions, looked up.

#pragma once

#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "lint/rule.h"
#include "segue/lint.h"

namespace segue {

struct Linter::Selection {
  LintOptions options;
  lint::CompiledSettings compiled{options.settings};

  /// A rule's check and the level it was given, if any.
  template <class Function>
  struct Chosen {
    const RuleInfo* info;
    Function check;
    std::optional<Severity> severity;
  };
  std::vector<Chosen<lint::SequenceCheck>> of_sequences;
  std::vector<Chosen<lint::StepCheck>> of_steps;
  std::vector<Chosen<lint::MessageCheck>> of_messages;
  std::vector<Chosen<lint::SegmentCheck>> of_segments;
  std::vector<Chosen<lint::TextCheck>> of_texts;
  const RuleInfo* partial = nullptr;  ///< X000, where it is on

  /// The level that a rule was given, if any.
  [[nodiscard]] std::optional<Severity> severity_if_chosen(const RuleInfo& info) const;
  /// The level of what the reader finds under that code.
  [[nodiscard]] Severity severity_of(const RuleInfo& info) const;
};

namespace lint {

/// Refuses what Linter::make() refuses.
Result<Linter::Selection> select_rules(LintOptions options);

/// Whether the rule is one that no option turns off: D001 to D004.
bool is_always_on(const RuleInfo& info);

}  // namespace lint
}  // namespace segue
