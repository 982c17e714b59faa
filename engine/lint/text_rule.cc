#include "lint/text_rule.h"

#include <fmt/format.h>

namespace segue::lint {
namespace {

constexpr std::string_view kBeforeValue = "⟨", kBehindValue = "⟩";

}  // namespace

const Alternative& alternative_of(const Language& language, const Fault& fault) {
  return language.segments()[fault.segment].alternatives[fault.alternative];
}

std::string name_of(const Language& language, const Fault& fault) {
  const std::uint32_t number = language.view().step.number;
  if (fault.segment == language.segments().size()) return fmt::format("message {}", number);
  return fmt::format("message {}, segment {}", number, fault.segment + 1);
}

Witness witness_of(const Language& language, const std::vector<std::uint32_t>& choices) {
  Witness witness;
  std::vector<bool> told(language.variables().size());
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const LanguageSegment& segment = language.segments()[i];
    const Alternative& alternative = segment.alternatives[choices[i]];
    const bool is_value = alternative.kind == Alternative::Kind::kValue;
    if (is_value) {
      witness.text.append(kBeforeValue).append(alternative.text).append(kBehindValue);
    } else {
      witness.text += alternative.text;
    }
    if (alternative.kind == Alternative::Kind::kOption) witness.picks.push_back(alternative.option);
    if (segment.variable == LanguageSegment::kNoVariable || told[segment.variable]) continue;
    told[segment.variable] = true;
    witness.variables.push_back({std::string(language.variables()[segment.variable].name), is_value});
  }
  return witness;
}

std::optional<Witness> witness_for(Reporter& report, const Language& language,
                                   const std::vector<std::uint32_t>& choices) {
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const Alternative& alternative = language.segments()[i].alternatives[choices[i]];
    bytes += alternative.text.size();
    if (alternative.kind == Alternative::Kind::kValue) bytes += kBeforeValue.size() + kBehindValue.size();
    if (alternative.kind == Alternative::Kind::kOption) bytes += sizeof(std::uint32_t);
  }
  return report.may_keep_witness(bytes) ? std::optional(witness_of(language, choices)) : std::nullopt;
}

void report_fault(const TextView& text, const Fault& fault, Telling telling, Reporter& report) {
  const Language& language = text.language;
  const bool is_at_end = fault.segment == language.segments().size();
  Draft draft{.place = is_at_end ? text.message().at()
                                 : place_of(language, fault.segment, alternative_of(language, fault), fault.offset),
              .message = std::move(telling.message),
              .severity = telling.severity,
              .coverage = language.has_free_variables() ? Coverage::kPartial : Coverage::kExact,
              .fix = telling.fix};
  const bool began_elsewhere = fault.has_beginning && (is_at_end || fault.begin_segment != fault.segment);
  if (began_elsewhere) {
    const Alternative& alternative = language.segments()[fault.begin_segment].alternatives[fault.begin_alternative];
    draft.related.emplace_back(place_of(language, fault.begin_segment, alternative, fault.begin_offset),
                               std::string(telling.beginning));
  }
  if (!fault.choices.empty() || language.segments().empty()) {
    draft.witness = witness_for(report, language, fault.choices);
  }
  report.add(std::move(draft));
}

void report_coverage(const TextView& text, const Faults& faults, Reporter& report) {
  const ModelPath place = text.message().at();
  const std::uint32_t number = text.message().step.number;
  if (faults.ran_out_of_steps) {
    report.add_partial(place,
                       fmt::format("{} could not read message {} to its end, since the document is too much to be "
                                   "checked whole; split it, or make it simpler",
                                   report.rule_name(), number));
  } else if (faults.is_partial) {
    report.add_partial(place, fmt::format("{} could not check every rendering of message {}, which has too many that "
                                          "differ; make it simpler, or raise max-states",
                                          report.rule_name(), number));
  } else if (text.language.has_free_variables() && !faults.all.empty()) {
    report.add_partial(place, fmt::format("{} took each occurrence of a variable for itself in message {}, where more "
                                          "than {} variables occur twice; look whether its findings can happen",
                                          report.rule_name(), number, Language::kMostTracked));
  }
}

}  // namespace segue::lint
