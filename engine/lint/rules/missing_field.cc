#include "lint/rule.h"

namespace segue::lint {

extern const Rule kMissingField = {
    .info = {.code = "D003",
             .name = "missing-field",
             .severity = Severity::kError,
             .summary = "a required field is absent",
             .why = "Without it nobody knows what is to be sent, or when. Mostly the field is there under a misspelt "
                    "name.",
             .bad = R"([
  { "type": "static", "txt": "Hi there, saw your talk." }
])",
             .good = R"([
  { "type": "static", "text": "Hi there, saw your talk." }
])"},
    .check = ByReader{}};

}  // namespace segue::lint
