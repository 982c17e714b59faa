// text_rule.h: from the faults of an automaton to drafts, with their paths and witnesses, and reports of what could not
// be checked.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/automaton.h"
#include "lint/language.h"
#include "lint/reporter.h"
#include "lint/sequence_traits.h"

namespace segue::lint {

/// What a text rule looks at: the language of a message, and how its sequence is written.
struct TextView {
  const Language& language;
  AutomatonLimits limits;
  SequenceTraits& traits;

  [[nodiscard]] const MessageView& message() const { return language.view(); }
  [[nodiscard]] const RuleContext& context() const { return *message().step.context; }
  [[nodiscard]] const LintSettings& settings() const { return context().settings; }
  [[nodiscard]] const CompiledSettings& compiled() const { return context().compiled; }
};

/// "message 2, segment 3", of a fault's site.
std::string name_of(const Language& language, const Fault& fault);

/// The alternative in which a fault completes.
const Alternative& alternative_of(const Language& language, const Fault& fault);

/// Whether the fault lies in one text, from its beginning to its site.
bool is_in_one_text(const Fault& fault);

/// Where the fault began, for Draft::related, if that is in another segment than its site.
std::vector<RelatedPath> beginning_of(const Language& language, const Fault& fault, std::string_view message);

/// The rendering of those choices.
Witness witness_of(const Language& language, const std::vector<std::uint32_t>& choices);

/// The same; nothing if the report keeps no more of them, and then it is not written either.
std::optional<Witness> witness_for(Reporter& report, const Language& language,
                                   const std::vector<std::uint32_t>& choices);

/// Reports each fault as `draft_of(fault)` words it, with its path (the whole message for a fault at the end of the
/// text), its witness and its coverage. Faults of one kind have one severity: those that are no longer kept need no
/// words.
template <class DraftOf>
void report_each(const TextView& text, const Faults& faults, Reporter& report, DraftOf&& draft_of);

/// Reports, as X000, what these faults may lack.
void report_coverage(const TextView& text, const Faults& faults, Reporter& report);

/// Both.
template <class DraftOf>
void report_faults(const TextView& text, const Faults& faults, Reporter& report, DraftOf&& draft_of) {
  report_each(text, faults, report, draft_of);
  report_coverage(text, faults, report);
}

/// Completes a draft of the fault and reports it.
void report_fault(const TextView& text, const Fault& fault, Draft draft, Reporter& report);

template <class DraftOf>
void report_each(const TextView& text, const Faults& faults, Reporter& report, DraftOf&& draft_of) {
  const Fault* counted = nullptr;  // the last one whose severity was asked for
  std::optional<Severity> severity;
  for (const Fault& fault : faults.all) {
    if (!report.is_full()) {
      report_fault(text, fault, draft_of(fault), report);
      continue;
    }
    if (counted == nullptr || counted->kind != fault.kind) severity = draft_of(fault).severity;
    counted = &fault;
    report.leave_out(severity);
  }
}

}  // namespace segue::lint
