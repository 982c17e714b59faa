#include "lint/rule.h"

namespace segue::lint {

extern const Rule kInvalidJson = {
    .info = {.code = "D001",
             .name = "invalid-json",
             .severity = Severity::kError,
             .summary = "not JSON, or JSON that the format forbids",
             .why = "What cannot be read cannot be sent: a comma too many, a comment, text that is not UTF-8. A key "
                    "that stands twice in one object is read differently by every program, and a document beyond a "
                    "limit is mostly broken.",
             .bad = R"([
  { "type": "static", "text": "Hi there, " },
  { "type": "static", "text": "saw your talk." },
])",
             .good = R"([
  { "type": "static", "text": "Hi there, saw your talk." }
])"},
    .check = ByReader{}};

}  // namespace segue::lint
