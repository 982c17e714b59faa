#include "lint/rule.h"

namespace segue::lint {
namespace {

void check_blank_option(const SegmentView& segment, Reporter& report) {
  const auto* variation = segment.as<Variation>();
  if (variation == nullptr) return;
  for (std::size_t i = 0; i < variation->options.size(); ++i) {
    const std::string& option = variation->options[i];
    if (!is_blank(option) || report.leaves_out()) continue;
    report.add({.path = segment.at_option(i),
                .message = fmt::format("option {} of {} is {}, so leads that get it see nothing there; write what "
                                       "belongs there, or leave it if that is meant",
                                       i + 1, name_of(segment), option.empty() ? "empty" : "blank")});
  }
}

}  // namespace

extern const Rule kBlankOption = {
    .info = {.code = "S007",
             .name = "blank-option",
             .severity = Severity::kInformation,
             .summary = "an option that is blank",
             .why = "Leads that get it see nothing in that place. Often that is meant, a word that some leads do not "
                    "get; as often an option is still to be written.",
             .bad = R"([
  { "type": "static", "text": "Hi there, " },
  { "type": "variation", "options": ["quick question: ", ""] },
  { "type": "static", "text": "how do you find engineers?" }
])",
             .good = R"([
  { "type": "static", "text": "Hi there, " },
  { "type": "variation", "options": ["quick question: ", "I was wondering: "] },
  { "type": "static", "text": "how do you find engineers?" }
])"},
    .check = check_blank_option};

}  // namespace segue::lint
