#include "lint/rule.h"

namespace segue::lint {

extern const Rule kUnknownType = {
    .info = {.code = "D004",
             .name = "unknown-type",
             .severity = Severity::kError,
             .summary = "a step or segment type that nobody knows",
             .why = "A step is a message, a delay or a like, a segment a static text, a variable or a variation. What "
                    "calls itself otherwise would be left out of the sequence, or stop it.",
             .bad = R"([
  { "type": "static", "text": "Hi " },
  { "type": "varaible", "name": "first-name", "fallback": "there" },
  { "type": "static", "text": ", saw your talk." }
])",
             .good = R"([
  { "type": "static", "text": "Hi " },
  { "type": "variable", "name": "first-name", "fallback": "there" },
  { "type": "static", "text": ", saw your talk." }
])"},
    .check = ByReader{}};

}  // namespace segue::lint
