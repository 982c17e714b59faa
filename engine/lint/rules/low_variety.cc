#include <algorithm>
#include <cstdint>
#include <limits>
#include <string_view>
#include <unordered_set>

#include "lint/rule.h"

namespace segue::lint {
namespace {

constexpr std::string_view kLowVarietySettings[] = {"min-renderings"};

/// How many texts the options make, up to what 64 bits hold. A variation without options changes nothing.
std::uint64_t renderings_of(const MessageView& message) {
  std::uint64_t renderings = 1;
  for (const Segment& segment : message.segments()) {
    const auto* variation = std::get_if<Variation>(&segment.content);
    if (variation == nullptr || variation->options.empty()) continue;
    const std::unordered_set<std::string_view> distinct(variation->options.begin(), variation->options.end());
    constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
    renderings = renderings > kMost / distinct.size() ? kMost : renderings * distinct.size();
  }
  return renderings;
}

void check_low_variety(const MessageView& message, Reporter& report) {
  const std::uint64_t least = message.step.settings().min_renderings;
  const std::uint64_t leads = message.step.context->leads.value_or(0);
  const std::uint64_t renderings = renderings_of(message);
  if (renderings >= std::max(least, leads)) return;
  const auto wanted = leads > least ? fmt::format("{} that receive it", counted(leads, "lead", "leads"))
                                    : fmt::format("{} of min-renderings", grouped(least));
  report.add({.path = message.at(),
              .message = fmt::format("{} has {}, fewer than the {}; add options or another variation",
                                     name_of(message.step), counted(renderings, "rendering", "renderings"), wanted)});
}

}  // namespace

extern const Rule kLowVariety = {
    .info = {.code = "Q005",
             .name = "low-variety",
             .severity = Severity::kWarning,
             .is_optional = true,
             .summary = "a message of fewer renderings than min-renderings, or than leads",
             .why = "Mail providers and networks compare what they deliver, and take the same text to many people for "
                    "spam. Values of variables are not counted, since most of the text stays the same.",
             .bad = R"([
  { "type": "static", "text": "Hi there, saw your talk." }
])",
             .good = R"([
  { "type": "variation", "options": ["Hey", "Hi", "Hello"] },
  { "type": "static", "text": " there, saw your talk." }
])",
             .settings = kLowVarietySettings},
    .check = check_low_variety};

}  // namespace segue::lint
