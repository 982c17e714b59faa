// rule.h: what a rule is, and all that it sees.
//
// A rule is one file in rules/ and one line of rule_list.inc. The file has its info, and a pure function that looks at
// one node of the sequence. The linter walks the sequence once and calls each rule for the nodes that its check takes:
//
//   void check_zero_delay(const StepView& step, Reporter& report) {
//     const Delay* delay = step.delay();
//     if (delay != nullptr && delay->duration.count() == 0)
//       report.add({.path = step.at(Part::kDelaySeconds), .message = "the delay is zero; remove the step"});
//   }
//
// A message is one sentence: what is wrong and, after a semicolon, what to do. It names parts of the sequence as
// name_of() does. A check keeps nothing between calls and takes time in proportion to its node. If there may be many
// more findings than are listed, it asks leaves_out() before it formats one.
//
// A rule that looks at every rendering writes an automaton (automaton.h). Most messages have nothing for it to find; a
// cheap question to the Language, such as can_meet(), mostly tells so before anything is read.

#pragma once

#include <string>
#include <string_view>
#include <variant>

#include <fmt/format.h>

#include "base/duration.h"
#include "base/first_seen.h"
#include "base/format_text.h"
#include "base/near_miss.h"
#include "base/white_space.h"
#include "lint/compiled_settings.h"
#include "lint/phrases.h"
#include "lint/reporter.h"
#include "lint/text_rule.h"
#include "lint/views.h"
#include "segue/format.h"
#include "segue/lint.h"
#include "segue/sequence.h"

namespace segue::lint {

/// The reader finds it, while it reads the document.
struct ByReader {};
using SequenceCheck = void (*)(const SequenceView& sequence, Reporter& report);
using StepCheck = void (*)(const StepView& step, Reporter& report);
using MessageCheck = void (*)(const MessageView& message, Reporter& report);
using SegmentCheck = void (*)(const SegmentView& segment, Reporter& report);
/// Looks at every rendering of a message that has any, mostly with an automaton and report_faults().
using TextCheck = void (*)(const TextView& text, Reporter& report);
/// Other rules report it: what they could not check.
struct ByOtherRules {};

/// Which nodes a rule looks at, and how. Only a SequenceCheck sees broken steps.
using Check = std::variant<ByReader, SequenceCheck, StepCheck, MessageCheck, SegmentCheck, TextCheck, ByOtherRules>;

struct Rule {
  RuleInfo info;
  Check check;
};

/// "message 2, segment 3", for a finding's message.
std::string name_of(const SegmentView& segment);
/// "message 2"; for other steps "step 3".
std::string name_of(const StepView& step);

/// The text in double quotes, cut to forty characters, for a message.
std::string quoted(std::string_view text);

/// The text with its ASCII letters in lower case.
std::string ascii_lower(std::string_view text);

}  // namespace segue::lint
