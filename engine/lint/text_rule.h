// text_rule.h: from the faults of an automaton to findings: places, witnesses, what could not be checked.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "lint/automaton.h"
#include "lint/language.h"
#include "lint/reporter.h"

namespace segue::lint {

/// What a text rule is given: a message's language, and what the sequence around it says.
struct TextView {
  const Language& language;
  AutomatonLimits limits;
  bool types_blank_before_marks = false;  ///< somewhere a blank or a no-break space stands before ; : ! or ?

  [[nodiscard]] const MessageView& message() const { return language.view(); }
  [[nodiscard]] const LintSettings& settings() const { return message().step.settings(); }
  [[nodiscard]] const CompiledSettings& compiled() const { return message().step.context->compiled; }
};

/// How a rule tells one of its faults.
struct Telling {
  std::string message;
  std::optional<Severity> severity = std::nullopt;
  std::string_view beginning = "it begins here";  ///< what the related place is, where the fault began elsewhere
  std::optional<FixKind> fix = std::nullopt;
};

/// "message 2, segment 3", of a fault's place.
std::string name_of(const Language& language, const Fault& fault);

/// The text of the alternative in which a fault completes.
const Alternative& alternative_of(const Language& language, const Fault& fault);

/// The rendering of those choices.
Witness witness_of(const Language& language, const std::vector<std::uint32_t>& choices);

/// The same; nothing where the report keeps no more of them, and then it is not written out either.
std::optional<Witness> witness_for(Reporter& report, const Language& language,
                                   const std::vector<std::uint32_t>& choices);

/// Reports what was found, each fault as `tell(fault)` words it, with its witness; and, with X000, what was not looked
/// at. A fault at the end of the text has the whole message for its place. Faults of one kind have one level, so that
/// what is no longer listed needs no words.
template <class Tell>
void report_faults(const TextView& text, const Faults& faults, Reporter& report, Tell&& tell);

/// The same, for each of them.
void report_fault(const TextView& text, const Fault& fault, Telling telling, Reporter& report);
void report_coverage(const TextView& text, const Faults& faults, Reporter& report);

template <class Tell>
void report_faults(const TextView& text, const Faults& faults, Reporter& report, Tell&& tell) {
  const Fault* counted = nullptr;  // the last one whose level was asked for
  std::optional<Severity> level;
  for (const Fault& fault : faults.all) {
    if (!report.is_full()) {
      report_fault(text, fault, tell(fault), report);
      continue;
    }
    if (counted == nullptr || counted->kind != fault.kind) level = tell(fault).severity;
    counted = &fault;
    report.leave_out(level);
  }
  report_coverage(text, faults, report);
}

}  // namespace segue::lint
