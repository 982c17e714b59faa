#include "lint/rule.h"

namespace segue::lint {
namespace {

void check_rank_mismatch(const SequenceView& sequence, Reporter& report) {
  const StepView* before = nullptr;
  for (const StepView& step : sequence.steps) {
    if (step.is(StepKind::kBroken) || !step.step->rank) continue;
    if (before != nullptr && !(*step.step->rank > *before->step->rank)) {
      report.add({.path = step.at(Part::kRank),
                  .message = fmt::format("{} has the rank {}, which is not above the rank {} of {}; put the steps in "
                                         "the order that is meant, and let their ranks ascend",
                                         name_of(step), *step.step->rank, *before->step->rank, name_of(*before)),
                  .related = {{before->at(Part::kRank), "the rank before it"}}});
    }
    before = &step;
  }
}

}  // namespace

extern const Rule kRankMismatch = {
    .info = {.code = "D006",
             .name = "rank-mismatch",
             .severity = Severity::kWarning,
             .summary = "ranks that do not ascend with the steps",
             .why = "The order of the array counts, whatever the ranks say. A program that sorts by rank sends the "
                    "steps in another order, or in any where two are equal.",
             .bad = R"([
  { "rank": 0, "type": "message", "data": { "segments": [{ "type": "static", "text": "Hi, saw your talk." }] } },
  { "rank": 2, "type": "delay", "data": { "delaySeconds": 172800, "unit": "days" } },
  { "rank": 1, "type": "message", "data": { "segments": [{ "type": "static", "text": "Did you see my note?" }] } }
])",
             .good = R"([
  { "rank": 0, "type": "message", "data": { "segments": [{ "type": "static", "text": "Hi, saw your talk." }] } },
  { "rank": 1, "type": "delay", "data": { "delaySeconds": 172800, "unit": "days" } },
  { "rank": 2, "type": "message", "data": { "segments": [{ "type": "static", "text": "Did you see my note?" }] } }
])"},
    .check = check_rank_mismatch};

}  // namespace segue::lint
