#include "lint/text_rule.h"

#include <fmt/format.h>

namespace segue::lint {
namespace {

constexpr std::string_view kBeforeValue = "⟨", kAfterValue = "⟩";

bool is_at_end(const Language& language, const FaultSite& site) {
  return site.segment == language.segments().size();
}

const Alternative& alternative_at(const Language& language, const FaultSite& site) {
  return language.segments()[site.segment].alternatives[site.alternative];
}

}  // namespace

const Alternative& alternative_of(const Language& language, const Fault& fault) {
  return alternative_at(language, fault.site);
}

std::string name_of(const Language& language, const Fault& fault) {
  const std::uint32_t number = language.view().step.number;
  if (is_at_end(language, fault.site)) return fmt::format("message {}", number);
  return fmt::format("message {}, segment {}", number, fault.site.segment + 1);
}

bool is_in_one_text(const Fault& fault) {
  const auto& begin = fault.beginning;
  return begin && begin->segment == fault.site.segment && begin->alternative == fault.site.alternative &&
         begin->offset < fault.site.offset;
}

std::vector<RelatedPath> beginning_of(const Language& language, const Fault& fault, std::string_view message) {
  const auto& begin = fault.beginning;
  if (!begin || begin->segment == fault.site.segment) return {};
  return {{path_of(language, begin->segment, alternative_at(language, *begin), begin->offset), std::string(message)}};
}

Witness witness_of(const Language& language, const std::vector<std::uint32_t>& choices) {
  Witness witness;
  std::vector<bool> is_listed(language.variables().size());
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const LanguageSegment& segment = language.segments()[i];
    const Alternative& alternative = segment.alternatives[choices[i]];
    const bool is_value = alternative.kind == Alternative::Kind::kValue;
    if (is_value) {
      witness.text.append(kBeforeValue).append(alternative.text).append(kAfterValue);
    } else {
      witness.text += alternative.text;
    }
    if (alternative.kind == Alternative::Kind::kOption) witness.picks.push_back(alternative.option);
    if (segment.variable == LanguageSegment::kNoVariable || is_listed[segment.variable]) continue;
    is_listed[segment.variable] = true;
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
    if (alternative.kind == Alternative::Kind::kValue) bytes += kBeforeValue.size() + kAfterValue.size();
    if (alternative.kind == Alternative::Kind::kOption) bytes += sizeof(std::uint32_t);
  }
  return report.may_keep_witness(bytes) ? std::optional(witness_of(language, choices)) : std::nullopt;
}

void report_fault(const TextView& text, const Fault& fault, Draft draft, Reporter& report) {
  const Language& language = text.language;
  draft.path = is_at_end(language, fault.site)
                   ? text.message().at()
                   : path_of(language, fault.site.segment, alternative_of(language, fault), fault.site.offset);
  draft.coverage = language.has_free_variables() ? Coverage::kPartial : Coverage::kExact;
  if (!fault.choices.empty() || language.segments().empty()) {
    draft.witness = witness_for(report, language, fault.choices);
  }
  report.add(std::move(draft));
}

void report_coverage(const TextView& text, const Faults& faults, Reporter& report) {
  const ModelPath path = text.message().at();
  const std::uint32_t number = text.message().step.number;
  if (faults.ran_out_of_work && text.limits.budget.is_late()) {
    report.add_partial(path, fmt::format("{} could not read message {} to its end before the deadline; split the "
                                         "document, or allow more time",
                                         report.rule_name(), number));
  } else if (faults.ran_out_of_work) {
    report.add_partial(path,
                       fmt::format("{} could not read message {} to its end, since the document is too much to be "
                                   "checked whole; split it, or make it simpler",
                                   report.rule_name(), number));
  } else if (faults.is_partial) {
    report.add_partial(path, fmt::format("{} could not check every rendering of message {}, which has too many that "
                                         "differ; make it simpler, or raise max-states",
                                         report.rule_name(), number));
  } else if (text.language.has_free_variables() && !faults.all.empty()) {
    report.add_partial(path, fmt::format("{} took each occurrence of a variable for itself in message {}, where more "
                                         "than {} variables occur twice; look whether its findings can happen",
                                         report.rule_name(), number, Language::kMostTracked));
  }
}

}  // namespace segue::lint
