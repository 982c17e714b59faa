// The linter: one walk over a sequence, on which every chosen rule looks at the nodes that it wants to see; then, if
// there is something to report, a second pass over the bytes that finds where it stands.

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>
#include <variant>

#include "base/locate.h"
#include "lint/fingerprint.h"
#include "lint/locator.h"
#include "lint/reporter.h"
#include "lint/rule.h"
#include "lint/selection.h"
#include "segue/lint.h"

namespace segue {
namespace lint {
namespace {

constexpr std::uint64_t kMostSteps = 100'000'000;
constexpr std::uint64_t kMostChoices = 8'000'000;

StepKind kind_of(const Step& step) {
  if (std::holds_alternative<Message>(step.action)) return StepKind::kMessage;
  return std::holds_alternative<Delay>(step.action) ? StepKind::kDelay : StepKind::kLike;
}

/// The steps as rules see them. `broken` are indices in ascending order.
std::vector<StepView> views_of(const Sequence& sequence, const std::vector<std::size_t>& broken,
                               const RuleContext& context) {
  std::vector<StepView> views;
  views.reserve(sequence.steps.size());
  auto next_broken = broken.begin();
  std::uint32_t messages = 0;
  for (const Step& step : sequence.steps) {
    StepView view{
        .step = &step, .index = static_cast<std::uint32_t>(views.size()), .kind = kind_of(step), .context = &context};
    if (view.kind == StepKind::kMessage) view.number = ++messages;
    if (next_broken != broken.end() && *next_broken == view.index) {
      view.kind = StepKind::kBroken;
      ++next_broken;
    }
    views.push_back(view);
  }
  return views;
}

/// Whether some text of the sequence has a blank or a no-break space before ; : ! or ?, as French is typed.
bool types_blank_before_marks(const SequenceView& sequence) {
  const auto types_it = [](std::string_view text) {
    for (std::size_t at = text.find_first_of(";:!?"); at != std::string_view::npos;
         at = text.find_first_of(";:!?", at + 1)) {
      const std::string_view before = text.substr(0, at);
      if (before.ends_with(' ') || before.ends_with("\u00A0") || before.ends_with("\u202F")) return true;
    }
    return false;
  };
  for (const StepView& step : sequence.steps) {
    const Message* message = step.message();
    if (message == nullptr) continue;
    for (const Segment& segment : message->segments) {
      if (const auto* text = std::get_if<Static>(&segment.content); text != nullptr && types_it(text->text))
        return true;
      if (const auto* variable = std::get_if<Variable>(&segment.content);
          variable != nullptr && variable->fallback && types_it(*variable->fallback)) {
        return true;
      }
      if (const auto* variation = std::get_if<Variation>(&segment.content);
          variation != nullptr && std::any_of(variation->options.begin(), variation->options.end(), types_it)) {
        return true;
      }
    }
  }
  return false;
}

/// Lets the text rules look at every message that has renderings.
void walk_texts(const SequenceView& sequence, const Linter::Selection& selection, Reporter& report) {
  if (selection.of_texts.empty()) return;
  if (selection.partial != nullptr)
    report.note_partial_under(*selection.partial, selection.severity_if_chosen(*selection.partial));
  // All rules together may read so many symbols of one document; what is beyond is told as X000.
  std::uint64_t steps_left = kMostSteps;
  // And their witnesses may be put together from so many alternatives; beyond, findings come without.
  std::uint64_t choices_left = kMostChoices;
  const bool is_french = types_blank_before_marks(sequence);
  for (const StepView& step : sequence.steps) {
    const Message* message = step.message();
    if (message == nullptr || !Language::has_renderings(*message)) continue;
    const Language language({step, *message});
    const TextView text{.language = language,
                        .limits = {.states = selection.options.settings.max_states,
                                   .steps_left = &steps_left,
                                   .choices_left = &choices_left},
                        .types_blank_before_marks = is_french};
    if (!language.variables().empty()) report.take_values_for_words();
    for (const auto& rule : selection.of_texts) {
      report.begin(*rule.info, rule.severity);
      rule.check(text, report);
    }
  }
}

void walk(const SequenceView& sequence, const Linter::Selection& selection, Reporter& report) {
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
  walk_texts(sequence, selection, report);
}

std::optional<std::size_t> index_of(std::uint32_t index) {
  return index == ModelPath::kNone ? std::nullopt : std::optional<std::size_t>(index);
}

/// A finding without its range, from a draft that is no longer needed.
Finding finding_of(Note& note, Shape shape, Fingerprints& fingerprints) {
  Draft& draft = note.draft;
  Finding finding{.code = note.rule->code,
                  .name = note.rule->name,
                  .severity = note.severity,
                  .message = std::move(draft.message),
                  .pointer = pointer_of(draft.place, shape),
                  .step = index_of(draft.place.step),
                  .segment = index_of(draft.place.segment),
                  .witness = std::move(draft.witness),
                  .coverage = draft.coverage,
                  .fix = draft.fix.value_or(note.rule->fix),
                  .fingerprint = fingerprints.of(note.rule->code, draft.place)};
  for (auto& [place, message] : draft.related) {
    finding.related.push_back({.message = std::move(message), .pointer = pointer_of(place, shape)});
  }
  return finding;
}

/// Sorts notes as a document without bytes is written.
void sort_by_place(std::vector<Note>& notes) {
  std::stable_sort(notes.begin(), notes.end(), [](const Note& left, const Note& right) {
    if (left.draft.place < right.draft.place) return true;
    if (right.draft.place < left.draft.place) return false;
    return left.rule->code < right.rule->code;
  });
}

/// The step that a pointer leads into, if any: the number behind the array of steps.
std::optional<std::size_t> step_of(std::string_view pointer, Shape shape) {
  if (shape == Shape::kSegments) return 0;
  const std::string_view start = shape == Shape::kBody       ? "/steps/"
                                 : shape == Shape::kCampaign ? "/sequence/steps/"
                                                             : "/";
  if (!pointer.starts_with(start)) return std::nullopt;
  std::size_t index = 0;
  pointer.remove_prefix(start.size());
  for (const char digit : pointer) {
    if (digit == '/') break;
    if (digit < '0' || digit > '9' || index > std::numeric_limits<std::uint32_t>::max()) return std::nullopt;
    index = index * 10 + static_cast<std::size_t>(digit - '0');
  }
  return index;
}

Finding finding_of(const Error& error, Shape shape, std::string_view bytes, const Linter::Selection& selection,
                   Fingerprints& fingerprints) {
  const RuleInfo& info = *find_lint_rule(error.code);
  const std::size_t begin = error.range.begin.offset;
  const std::string_view fragment = bytes.substr(begin, error.range.end.offset - begin);
  return {.code = info.code,
          .name = info.name,
          .severity = selection.severity_of(info),
          .message = error.message,
          .setting = error.setting,
          .pointer = error.pointer,
          .range = error.range,
          .step = step_of(error.pointer, shape),
          .fingerprint = fingerprints.of(info.code, fragment)};
}

/// Fills in the ranges of findings and of what they are related to.
void locate(std::vector<Note>& notes, std::vector<Finding>& findings, std::string_view bytes, Shape shape,
            std::size_t nesting) {
  PlaceFinder finder(bytes, shape, nesting);
  std::vector<std::pair<const ModelPath*, Range*>> all;
  for (std::size_t i = 0; i < notes.size(); ++i) {
    all.emplace_back(&notes[i].draft.place, &findings[i].range);
    for (std::size_t k = 0; k < notes[i].draft.related.size(); ++k) {
      all.emplace_back(&notes[i].draft.related[k].first, &findings[i].related[k].range);
    }
  }
  // In document order, which the finder wants; related places come in any. Notes of an object's members are in theirs.
  std::stable_sort(all.begin(), all.end(),
                   [](const auto& left, const auto& right) { return *left.first < *right.first; });
  std::vector<Position*> positions;
  for (const auto& [place, range] : all) {
    const PlaceFinder::Bytes found = finder.find(*place);
    range->begin.offset = found.begin;
    range->end.offset = found.end;
    positions.push_back(&range->begin);
    positions.push_back(&range->end);
  }
  Locator::locate(bytes, positions);
}

void sort_by_position(std::vector<Finding>& findings) {
  std::stable_sort(findings.begin(), findings.end(), [](const Finding& left, const Finding& right) {
    return std::pair(left.range.begin.offset, left.code) < std::pair(right.range.begin.offset, right.code);
  });
}

/// Cuts what is beyond the limit, counting it by its severity. Errors of a document are limited by its reader already.
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
  const std::vector<lint::StepView> steps = lint::views_of(sequence, {}, context);
  lint::Reporter report(options.max_findings);
  lint::walk({sequence, steps, context}, *selection_, report);

  LintResult result{.findings = {}, .left_out = report.left_out(), .values_as_words = report.took_values_for_words()};
  if (report.notes().empty()) return result;
  lint::sort_by_place(report.notes());
  lint::Fingerprints fingerprints(sequence);
  result.findings.reserve(report.notes().size());
  for (lint::Note& note : report.notes()) {
    result.findings.push_back(lint::finding_of(note, sequence.shape, fingerprints));
  }
  return result;
}

LintResult Linter::lint_document(std::string_view bytes) const {
  const LintOptions& options = selection_->options;
  const PartialDocument reading = parse_partial(bytes, options.reading);
  const lint::RuleContext context{options.settings, options.variables, options.leads, selection_->compiled};
  lint::Reporter report(options.max_findings);
  if (reading.has_steps) {
    const std::vector<lint::StepView> steps = lint::views_of(reading.sequence, reading.broken, context);
    lint::walk({reading.sequence, steps, context}, *selection_, report);
  }

  LintResult result{.findings = {},
                    .left_out = report.left_out(),
                    .values_as_words = report.took_values_for_words(),
                    .readable = reading.errors.empty()};
  if (report.notes().empty() && reading.errors.empty()) return result;
  const Shape shape = reading.sequence.shape;
  lint::sort_by_place(report.notes());
  lint::Fingerprints fingerprints(reading.sequence);
  result.findings.reserve(report.notes().size() + reading.errors.size());
  for (lint::Note& note : report.notes()) result.findings.push_back(lint::finding_of(note, shape, fingerprints));
  if (!result.findings.empty())
    lint::locate(report.notes(), result.findings, bytes, shape, options.reading.limits.nesting);
  for (const Error& error : reading.errors) {
    result.findings.push_back(lint::finding_of(error, shape, bytes, *selection_, fingerprints));
  }
  lint::sort_by_position(result.findings);
  lint::limit(result, options.max_findings);
  return result;
}

}  // namespace segue
