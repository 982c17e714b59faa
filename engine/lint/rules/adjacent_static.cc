#include <algorithm>

#include "lint/rule.h"

namespace segue::lint {
namespace {

/// Whether it says more than the format knows of, so that joining it with another would lose or mix up something.
bool has_unknown_keys(const Segment& segment) {
  return std::any_of(segment.original.begin(), segment.original.end(), [](const OriginalMember& member) {
    return std::find(kStaticKeys.begin(), kStaticKeys.end(), member.key) == kStaticKeys.end();
  });
}

void check_adjacent_static(const MessageView& message, Reporter& report) {
  const Segment* before = nullptr;  // where that is a static text
  bool before_is_plain = true;
  std::uint32_t index = 0;
  for (const Segment& segment : message.segments()) {
    const SegmentView view{.step = message.step, .message = message.message, .segment = segment, .index = index++};
    if (view.as<Static>() == nullptr) {
      before = nullptr;
      continue;
    }
    const bool is_plain = !has_unknown_keys(segment);
    if (before != nullptr && !report.leaves_out()) {
      const SegmentView other{
          .step = message.step, .message = message.message, .segment = *before, .index = view.index - 1};
      report.add({.path = view.at(),
                  .message = fmt::format("{} is a static text right behind another one; make one text of the two",
                                         name_of(view)),
                  .related = {{other.at(), "the text before it"}},
                  .fix = is_plain && before_is_plain ? FixKind::kSafe : FixKind::kNone});
    }
    before = &segment;
    before_is_plain = is_plain;
  }
}

}  // namespace

extern const Rule kAdjacentStatic = {
    .info = {.code = "S003",
             .name = "adjacent-static",
             .severity = Severity::kInformation,
             .summary = "two static texts in a row",
             .why = "Leads receive the same as from one text, but whoever edits the message has to read across a cut "
                    "that means nothing, where a missing or doubled blank is easily overlooked.",
             .bad = R"([
  { "type": "static", "text": "Hi there, " },
  { "type": "static", "text": "saw your talk." }
])",
             .good = R"([
  { "type": "static", "text": "Hi there, saw your talk." }
])",
             .fix = FixKind::kSafe},
    .check = check_adjacent_static};

}  // namespace segue::lint
