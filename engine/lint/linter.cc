// The linter: one walk over a sequence, on which every selected rule looks at the nodes that its check takes.

#include <algorithm>
#include <utility>
#include <variant>

#include "base/inline_vector.h"
#include "lint/finding.h"
#include "lint/reporter.h"
#include "lint/rule.h"
#include "lint/selection.h"
#include "segue/lint.h"

namespace segue {
namespace lint {
namespace {

/// The steps as rules see them.
class StepViews {
 public:
  /// `broken` are indices in ascending order.
  StepViews(const Sequence& sequence, const std::vector<std::size_t>& broken, const RuleContext& context) {
    views_.reserve(sequence.steps.size());
    auto next_broken = broken.begin();
    std::uint32_t messages = 0;
    for (const Step& step : sequence.steps) {
      StepView view{
          .step = &step, .index = static_cast<std::uint32_t>(views_.size()), .kind = kind_of(step), .context = &context};
      if (view.kind == StepKind::kMessage) view.number = ++messages;
      if (next_broken != broken.end() && *next_broken == view.index) {
        view.kind = StepKind::kBroken;
        ++next_broken;
      }
      views_.push_back(view);
    }
  }

  [[nodiscard]] std::span<const StepView> all() const { return {views_.begin(), views_.end()}; }

 private:
  static StepKind kind_of(const Step& step) {
    if (std::holds_alternative<Message>(step.action)) return StepKind::kMessage;
    return std::holds_alternative<Delay>(step.action) ? StepKind::kDelay : StepKind::kLike;
  }

  InlineVector<StepView, 32> views_;
};

/// Calls the text rules for every message that has renderings.
void check_texts(const SequenceView& sequence, const Linter::Selection& selection, Reporter& report) {
  if (selection.of_texts.empty()) return;
  if (selection.partial != nullptr) {
    report.report_partial_as(*selection.partial, selection.severity_if_chosen(*selection.partial));
  }
  WorkBudget budget(selection.options);
  SequenceTraits traits(sequence);
  for (const StepView& step : sequence.steps) {
    const Message* message = step.message();
    if (message == nullptr || !Language::has_renderings(*message)) continue;
    const Language language({step, *message});
    const TextView text{.language = language,
                        .limits = {.states = selection.options.settings.max_states, .budget = budget},
                        .traits = traits};
    if (!language.variables().empty()) report.take_values_for_words();
    for (const auto& rule : selection.of_texts) {
      report.begin(*rule.info, rule.severity);
      rule.check(text, report);
    }
  }
}

void check_all(const SequenceView& sequence, const Linter::Selection& selection, Reporter& report) {
  for (const auto& rule : selection.of_sequences) {
    report.begin(*rule.info, rule.severity);
    rule.check(sequence, report);
  }
  for (const StepView& step : sequence.steps) {
    if (step.is(StepKind::kBroken)) continue;
    for (const auto& rule : selection.of_steps) {
      report.begin(*rule.info, rule.severity);
      rule.check(step, report);
    }
    const Message* message = step.message();
    if (message == nullptr) continue;
    for (const auto& rule : selection.of_messages) {
      report.begin(*rule.info, rule.severity);
      rule.check({step, *message}, report);
    }
    std::uint32_t index = 0;
    for (const Segment& segment : message->segments) {
      const SegmentView view{step, *message, segment, index++};
      for (const auto& rule : selection.of_segments) {
        report.begin(*rule.info, rule.severity);
        rule.check(view, report);
      }
    }
  }
  check_texts(sequence, selection, report);
}

/// Drops what is beyond the limit and counts it by severity. The reader's errors alone can be that many: drafts are
/// limited by the Reporter.
void limit(LintResult& result, std::size_t most) {
  while (result.findings.size() > most) {
    ++result.left_out[static_cast<std::size_t>(result.findings.back().severity)];
    result.findings.pop_back();
  }
}

}  // namespace
}  // namespace lint

std::string_view severity_name(Severity severity) {
  constexpr std::string_view kNames[] = {"information", "warning", "error"};
  return kNames[static_cast<std::size_t>(severity)];
}

std::size_t LintResult::count(Severity severity) const {
  const auto same = [&](const Finding& finding) { return finding.severity == severity; };
  return static_cast<std::size_t>(std::count_if(findings.begin(), findings.end(), same)) +
         left_out[static_cast<std::size_t>(severity)];
}

Result<Linter> Linter::make(LintOptions options) {
  auto selection = lint::select_rules(std::move(options));
  if (!selection) return selection.errors();
  return Linter(std::make_unique<const Selection>(*std::move(selection)));
}

Linter::Linter(std::unique_ptr<const Selection> selection) : selection_(std::move(selection)) {}
Linter::Linter(Linter&&) noexcept = default;
Linter& Linter::operator=(Linter&&) noexcept = default;
Linter::~Linter() = default;

LintResult Linter::lint(const Sequence& sequence) const {
  const LintOptions& options = selection_->options;
  const lint::RuleContext context{options.settings, options.variables, options.leads, selection_->compiled};
  lint::Reporter report(options);
  const lint::StepViews steps(sequence, {}, context);
  lint::check_all({sequence, steps.all(), context}, *selection_, report);
  return {.findings = lint::findings_of(sequence, report.drafts()),
          .left_out = report.left_out(),
          .values_as_words = report.took_values_for_words()};
}

LintResult Linter::lint_document(std::string_view bytes) const {
  const LintOptions& options = selection_->options;
  const PartialDocument document = parse_partial(bytes, options.reading);
  const lint::RuleContext context{options.settings, options.variables, options.leads, selection_->compiled};
  lint::Reporter report(options);
  if (document.has_steps) {
    const lint::StepViews steps(document.sequence, document.broken, context);
    lint::check_all({document.sequence, steps.all(), context}, *selection_, report);
  }
  LintResult result{
      .findings = lint::findings_of(document, bytes, options.reading.limits, report.drafts(), *selection_),
      .left_out = report.left_out(),
      .values_as_words = report.took_values_for_words(),
      .readable = document.errors.empty()};
  lint::limit(result, options.max_findings);
  return result;
}

}  // namespace segue
