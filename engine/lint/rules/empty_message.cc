#include "lint/rule.h"

namespace segue::lint {
namespace {

void check_empty_message(const TextView& text, Reporter& report) {
  if ((text.language.all() & unicode::kInvisible) == 0) return;
  const MessageView& message = text.message();
  report.add({.path = message.at(),
              .message = fmt::format("{} {}, so there is nothing to send; write its text, or take the message away",
                                     name_of(message.step),
                                     message.segments().empty() ? "has no segments" : "is blank for every lead")});
}

}  // namespace

extern const Rule kEmptyMessage = {
    .info = {.code = "S001",
             .name = "empty-message",
             .severity = Severity::kError,
             .summary = "a message without segments, or one that is blank for every lead",
             .why = "There is nothing to send, so this step does nothing for anybody, and the delay before it is "
                    "waited for in vain. Mostly the text is still to be written.",
             .bad = R"([
  { "type": "message", "data": { "segments": [] } }
])",
             .good = R"([
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Hi, saw your talk." }] } }
])"},
    .check = check_empty_message};

}  // namespace segue::lint
