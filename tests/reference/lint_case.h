// lint_case.h: golden cases of one lint rule: files that a person can read.
//
//   What the file shows, in a sentence or two.
//   === fires: a title
//   set max-delay=1d                 a setting, as for --set; `variables a b` names the known ones, `leads 500` how
//   many [ … ]                            the document
//   ---
//   warning /1/data/delaySeconds: the message
//     + /0/data/delaySeconds: what a related place is
//     = the text of the witness
//     ~ safe                         the kind of fix, where there is one
//   === silent: a title
//   [ … ]

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "segue/lint.h"

namespace segue::reference {

struct LintCase {
  bool fires = false;
  std::string title;
  std::vector<std::string> conditions;  ///< the lines before the document
  std::string document;
  std::string expected;  ///< the lines behind `---`
};

struct LintCaseFile {
  std::string preface;
  std::vector<LintCase> cases;
};

LintCaseFile read_lint_cases(std::string_view text);
std::string write_lint_cases(const LintCaseFile& file);

/// The options under which a case is linted; `select` is left alone. Conditions that say nothing are passed over.
LintOptions options_of(const LintCase& one);

/// What the rule finds in the case's document, as a case file writes it.
std::string findings_of(const LintCase& one, const RuleInfo& rule);

}  // namespace segue::reference
