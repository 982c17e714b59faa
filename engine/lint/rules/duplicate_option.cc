#include "lint/rule.h"

namespace segue::lint {
namespace {

void check_duplicate_option(const SegmentView& segment, Reporter& report) {
  const auto* variation = segment.as<Variation>();
  if (variation == nullptr || variation->options.size() < 2) return;
  FirstSeen<std::size_t> first;
  for (std::size_t i = 0; i < variation->options.size(); ++i) {
    const std::size_t* other = first.find_or_add(variation->options[i], i);
    if (other == nullptr || report.leaves_out()) continue;
    report.add({.path = segment.at_option(i),
                .message = fmt::format("option {} of {} is the same as option {}, so {} is picked more often than the "
                                       "others; take one of them away",
                                       i + 1, name_of(segment), *other + 1, quoted(variation->options[i])),
                .related = {{segment.at_option(*other), "the same option"}}});
  }
}

}  // namespace

extern const Rule kDuplicateOption = {
    .info = {.code = "S006",
             .name = "duplicate-option",
             .severity = Severity::kWarning,
             .summary = "the same option twice",
             .why = "Every option is picked equally often, so a text that stands there twice goes to twice as many "
                    "leads. Mostly one of the two was meant to be changed.",
             .bad = R"([
  { "type": "variation", "options": ["Hey", "Hi", "Hey"] },
  { "type": "static", "text": " there, saw your talk." }
])",
             .good = R"([
  { "type": "variation", "options": ["Hey", "Hi", "Hello"] },
  { "type": "static", "text": " there, saw your talk." }
])",
             .fix = FixKind::kUnsafe},
    .check = check_duplicate_option};

}  // namespace segue::lint
