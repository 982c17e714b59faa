#include "lint/rule.h"

namespace segue::lint {
namespace {

void check_empty_variation(const SegmentView& segment, Reporter& report) {
  const auto* variation = segment.as<Variation>();
  if (variation == nullptr || !variation->options.empty() || report.leaves_out()) return;
  report.add({.path = segment.at(Part::kOptions),
              .message = fmt::format("{} is a variation without options, so the message cannot be rendered; give it an "
                                     "option, or take the segment away",
                                     name_of(segment))});
}

}  // namespace

extern const Rule kEmptyVariation = {
    .info = {.code = "S004",
             .name = "empty-variation",
             .severity = Severity::kError,
             .summary = "a variation without options",
             .why = "There is nothing to pick, so the message cannot be rendered for any lead. Where nothing is meant "
                    "to stand there, take the variation away.",
             .bad = R"([
  { "type": "variation", "options": [] },
  { "type": "static", "text": " there, saw your talk." }
])",
             .good = R"([
  { "type": "variation", "options": ["Hey", "Hi"] },
  { "type": "static", "text": " there, saw your talk." }
])"},
    .check = check_empty_variation};

}  // namespace segue::lint
