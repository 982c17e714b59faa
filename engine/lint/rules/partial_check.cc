#include "lint/rule.h"

namespace segue::lint {
namespace {

constexpr std::string_view kPartialCheckSettings[] = {"max-states", "max-work", "max-witness-work",
                                                      "max-witness-bytes"};

}  // namespace

extern const Rule kPartialCheck = {
    .info =
        {.code = "X000",
         .name = "partial-check",
         .severity = Severity::kWarning,
         .summary = "a rule could not check every rendering",
         .why = "Skipped is never passed: where a message has too many renderings of different kinds, or more than six "
                "variables that occur more than once, a rule says what it could not look at.",
         .bad = R"([
  { "type": "variable", "name": "a", "fallback": "" }, { "type": "variable", "name": "a", "fallback": "" },
  { "type": "variable", "name": "b", "fallback": "" }, { "type": "variable", "name": "b", "fallback": "" },
  { "type": "variable", "name": "c", "fallback": "" }, { "type": "variable", "name": "c", "fallback": "" },
  { "type": "variable", "name": "d", "fallback": "" }, { "type": "variable", "name": "d", "fallback": "" },
  { "type": "variable", "name": "e", "fallback": "" }, { "type": "variable", "name": "e", "fallback": "" },
  { "type": "variable", "name": "f", "fallback": "" }, { "type": "variable", "name": "f", "fallback": "" },
  { "type": "static", "text": "Hi " },
  { "type": "variable", "name": "g", "fallback": "" }, { "type": "variable", "name": "g", "fallback": "" },
  { "type": "static", "text": ", saw your talk." }
])",
         .good = R"([
  { "type": "static", "text": "Hi " },
  { "type": "variable", "name": "g", "fallback": "there" },
  { "type": "static", "text": ", saw your talk." }
])",
         .settings = kPartialCheckSettings,
         .fix = FixKind::kNone},
    .check = ByOtherRules{}};

}  // namespace segue::lint
