#include <algorithm>
#include <array>

#include "lint/rule.h"

namespace segue::lint {
namespace {

/// In lower case.
constexpr std::array<std::string_view, 16> kPlaceholders = {
    "n/a",  "na",  "null",        "nil",      "none", "undefined",  "todo",      "tbd",
    "test", "xxx", "placeholder", "fallback", "name", "first name", "firstname", "company name"};

bool is_placeholder(std::string_view fallback) {
  constexpr std::size_t kLongest = 12;
  static_assert(std::all_of(kPlaceholders.begin(), kPlaceholders.end(),
                            [](std::string_view one) { return one.size() <= kLongest; }));
  const std::string_view trimmed = trim(fallback);
  if (trimmed.size() > kLongest) return false;
  const std::string text = ascii_lower(trimmed);
  return std::find(kPlaceholders.begin(), kPlaceholders.end(), text) != kPlaceholders.end();
}

void check_placeholder_fallback(const SegmentView& segment, Reporter& report) {
  const auto* variable = segment.as<Variable>();
  if (variable == nullptr || !variable->fallback || !is_placeholder(*variable->fallback) || report.leaves_out()) return;
  report.add({.path = segment.at(Part::kFallback),
              .message = fmt::format("{} has the fallback {}, which looks like a placeholder; write what a lead "
                                     "without {} is to read there",
                                     name_of(segment), quoted(trim(*variable->fallback)), quoted(variable->name))});
}

}  // namespace

extern const Rule kPlaceholderFallback = {
    .info = {.code = "V006",
             .name = "placeholder-fallback",
             .severity = Severity::kWarning,
             .summary = "a fallback that looks like a placeholder, \"N/A\" say",
             .why = "A fallback is sent as it stands to every lead without a value: \"Hi N/A,\". What was put there to "
                    "be replaced later, or came out of a spreadsheet, is read by people.",
             .bad = R"([
  { "type": "static", "text": "Hi " },
  { "type": "variable", "name": "first-name", "fallback": "N/A" },
  { "type": "static", "text": ", saw your talk." }
])",
             .good = R"([
  { "type": "static", "text": "Hi " },
  { "type": "variable", "name": "first-name", "fallback": "there" },
  { "type": "static", "text": ", saw your talk." }
])"},
    .check = check_placeholder_fallback};

}  // namespace segue::lint
