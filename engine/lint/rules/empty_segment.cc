#include "lint/rule.h"

namespace segue::lint {
namespace {

void check_empty_segment(const SegmentView& segment, Reporter& report) {
  const auto* text = segment.as<Static>();
  if (text == nullptr || !text->text.empty() || report.leaves_out()) return;
  report.add({.path = segment.at(Part::kText),
              .message = fmt::format("{} is an empty text, which adds nothing to the message; write what belongs "
                                     "there, or take the segment away",
                                     name_of(segment))});
}

}  // namespace

extern const Rule kEmptySegment = {
    .info = {.code = "S002",
             .name = "empty-segment",
             .severity = Severity::kWarning,
             .summary = "a static text that is empty",
             .why = "It adds nothing to the message. Mostly it is left over from editing, or a blank between two "
                    "words got lost in it.",
             .bad = R"([
  { "type": "static", "text": "" },
  { "type": "variation", "options": ["Hey", "Hi"] },
  { "type": "static", "text": " there, saw your talk." }
])",
             .good = R"([
  { "type": "variation", "options": ["Hey", "Hi"] },
  { "type": "static", "text": " there, saw your talk." }
])",
             .fix = FixKind::kSafe},
    .check = check_empty_segment};

}  // namespace segue::lint
