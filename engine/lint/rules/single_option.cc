#include "lint/rule.h"

namespace segue::lint {
namespace {

void check_single_option(const MessageView& message, Reporter& report) {
  std::size_t variations = 0;
  for (const Segment& segment : message.segments()) variations += std::holds_alternative<Variation>(segment.content);

  std::uint32_t index = 0;
  for (const Segment& segment : message.segments()) {
    const SegmentView view{.step = message.step, .message = message.message, .segment = segment, .index = index++};
    const auto* variation = view.as<Variation>();
    if (variation == nullptr) continue;
    // What a variation picks depends on how many there are before it.
    const bool moves_picks = --variations > 0;
    if (variation->options.size() != 1 || report.leaves_out()) continue;
    report.add({.path = view.at(Part::kOptions),
                .message = fmt::format("{} has one option only, {}, so it varies nothing; add another option, or make "
                                       "it a static text{}",
                                       name_of(view), quoted(variation->options.front()),
                                       moves_picks ? ", which changes what the variations behind it pick" : ""),
                .fix = moves_picks ? FixKind::kUnsafe : FixKind::kSafe});
  }
}

}  // namespace

extern const Rule kSingleOption = {
    .info = {.code = "S005",
             .name = "single-option",
             .severity = Severity::kInformation,
             .summary = "a variation with one option",
             .why = "Every lead receives the same, so it is a static text by another name. Mostly the other options "
                    "are still to be written.",
             .bad = R"([
  { "type": "variation", "options": ["Hey"] },
  { "type": "static", "text": " there, saw your talk." }
])",
             .good = R"([
  { "type": "variation", "options": ["Hey", "Hi"] },
  { "type": "static", "text": " there, saw your talk." }
])",
             .fix = FixKind::kSafe},
    .check = check_single_option};

}  // namespace segue::lint
