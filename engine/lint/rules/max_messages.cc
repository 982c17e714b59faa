#include <cstdint>
#include <string_view>

#include "lint/rule.h"

namespace segue::lint {
namespace {

constexpr std::string_view kMaxMessagesSettings[] = {"max-messages"};

void check_max_messages(const SequenceView& sequence, Reporter& report) {
  const std::uint64_t most = sequence.context.settings.max_messages;
  const StepView* beyond = nullptr;  // the first one
  std::uint64_t messages = 0;
  for (const StepView& step : sequence.steps) {
    if (!step.is(StepKind::kMessage)) continue;
    ++messages;
    if (beyond == nullptr && messages > most) beyond = &step;
  }
  if (beyond == nullptr) return;
  report.add(
      {.path = beyond->at(),
       .message = fmt::format("the sequence has {}, more than the {} of max-messages, from {} on; take some away, "
                              "or raise the limit with max-messages={}",
                              counted(messages, "message", "messages"), grouped(most), name_of(*beyond), messages)});
}

}  // namespace

extern const Rule kMaxMessages = {
    .info = {.code = "Q003",
             .name = "max-messages",
             .severity = Severity::kInformation,
             .summary = "more messages than max-messages",
             .why = "Who has not answered so many messages takes the next one for spam, and networks count the "
                    "complaints.",
             .bad = R"([
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Hi, saw your talk." }] } },
  { "type": "delay", "data": { "delaySeconds": 172800 } },
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Did you see my note?" }] } },
  { "type": "delay", "data": { "delaySeconds": 172800 } },
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Shall I send you the slides?" }] } },
  { "type": "delay", "data": { "delaySeconds": 172800 } },
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Is this still of interest?" }] } },
  { "type": "delay", "data": { "delaySeconds": 172800 } },
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Who else should I ask?" }] } },
  { "type": "delay", "data": { "delaySeconds": 172800 } },
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "My last try." }] } }
])",
             .good = R"([
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Hi, saw your talk." }] } },
  { "type": "delay", "data": { "delaySeconds": 172800 } },
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Did you see my note?" }] } },
  { "type": "delay", "data": { "delaySeconds": 172800 } },
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "My last try." }] } }
])",
             .settings = kMaxMessagesSettings},
    .check = check_max_messages};

}  // namespace segue::lint
