#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "lint/rule.h"

namespace segue::lint {
namespace {

using Keys = std::span<const std::string_view>;

/// Which keys are which of in an object: programs keep much of their own beside a sequence, and nothing inside it.
enum class Report : std::uint8_t { kAll, kNearMisses };

/// `place` names the object and the kind of its members, `owner()` is what a message calls the object.
template <class Owner>
void check_members(const OriginalMembers& members, Keys known, Report which, ModelPath place, Owner owner,
                   Reporter& report) {
  for (const OriginalMember& member : members) {
    if (std::find(known.begin(), known.end(), member.key) != known.end()) continue;
    const auto meant = near_miss(member.key, known);
    if (!meant && which == Report::kNearMisses) continue;
    const auto severity = meant ? std::optional(Severity::kWarning) : std::nullopt;
    if (report.leaves_out(severity)) continue;
    place.key = member.key;
    const std::string advice = meant ? fmt::format("; did you mean \"{}\"?", *meant)
                                     : ", which has no effect; take it away, unless another program reads it";
    report.add({.path = place,
                .message = fmt::format("{} has an unknown key {}{}", owner(), quoted(member.key), advice),
                .severity = severity,
                .fix = meant ? std::nullopt : std::optional(FixKind::kNone)});
  }
}

Keys keys_of(const Segment& segment) {
  if (std::holds_alternative<Static>(segment.content)) return kStaticKeys;
  if (std::holds_alternative<Variable>(segment.content)) return kVariableKeys;
  return kVariationKeys;
}

void check_step(const StepView& step, Reporter& report) {
  const auto name = [&] { return name_of(step); };
  check_members(step.step->original, kStepKeys, Report::kAll, step.at(Part::kMember), name, report);
  const auto data_name = [&] { return fmt::format("the data of {}", name_of(step)); };
  const ModelPath data = step.at(Part::kDataMember);
  if (const Delay* delay = step.delay()) {
    check_members(delay->original, kDelayKeys, Report::kAll, data, data_name, report);
  }
  const Message* message = step.message();
  if (message == nullptr) return;
  check_members(message->original, kMessageKeys, Report::kAll, data, data_name, report);
  std::uint32_t index = 0;
  for (const Segment& content : message->segments) {
    const SegmentView segment{step, *message, content, index++};
    const auto segment_name = [&] { return name_of(segment); };
    check_members(content.original, keys_of(content), Report::kAll, segment.at(Part::kMember), segment_name, report);
  }
}

void check_unknown_field(const SequenceView& view, Reporter& report) {
  const Sequence& sequence = view.sequence;
  const auto campaign_name = [] { return "the campaign"; };
  check_members(sequence.campaign, kCampaignKeys, Report::kNearMisses, view.at(Part::kOuterMember), campaign_name,
                report);
  const Report which = sequence.shape == Shape::kCampaign ? Report::kAll : Report::kNearMisses;
  const auto name = [] { return "the sequence"; };
  check_members(sequence.original, kBodyKeys, which, view.at(Part::kMember), name, report);
  for (const StepView& step : view.steps) {
    if (!step.is(StepKind::kBroken)) check_step(step, report);
  }
}

}  // namespace

extern const Rule kUnknownField = {
    .info = {.code = "D005",
             .name = "unknown-field",
             .severity = Severity::kInformation,
             .summary = "a key that the format does not name",
             .why = "It is kept and has no effect. Where it looks like one that the format names, what it says was "
                    "meant to have an effect, and the finding is a warning.",
             .bad = R"([
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Hi, saw your talk." }] } },
  { "type": "delay", "data": { "delaySeconds": 172800, "units": "days" } },
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Did you see my note?" }] } }
])",
             .good = R"([
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Hi, saw your talk." }] } },
  { "type": "delay", "data": { "delaySeconds": 172800, "unit": "days" } },
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Did you see my note?" }] } }
])",
             .fix = FixKind::kUnsafe},
    .check = check_unknown_field};

}  // namespace segue::lint
