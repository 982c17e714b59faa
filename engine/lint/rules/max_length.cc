#include <algorithm>
#include <limits>

#include "lint/rule.h"

namespace segue::lint {
namespace {

using Length = std::uint64_t;
constexpr Length kMost = std::numeric_limits<Length>::max();

Length sum(Length left, Length right) {
  return right > kMost - left ? kMost : left + right;
}

Length product(Length left, Length right) {
  return right != 0 && left > kMost / right ? kMost : left * right;
}

/// The longest rendering: of each variation the longest option, of each variable the longer one of its two fates.
struct Longest {
  Length length = 0;
  std::vector<std::uint32_t> choices = {};
};

Longest longest_of(const Language& language, Length value_length) {
  constexpr std::uint32_t kValue = 0;  // the first alternative of a variable
  constexpr std::uint32_t kFallback = 1;
  Longest longest;
  std::vector<Length> fallbacks(language.variables().size());
  for (const LanguageSegment& segment : language.segments()) {
    std::uint32_t selection = kValue;
    if (segment.variable == LanguageSegment::kNoVariable) {
      const auto found = std::max_element(
          segment.alternatives.begin(), segment.alternatives.end(),
          [](const Alternative& left, const Alternative& right) { return left.symbols.size() < right.symbols.size(); });
      selection = static_cast<std::uint32_t>(found - segment.alternatives.begin());
      longest.length = sum(longest.length, found->symbols.size());
    } else if (segment.alternatives.size() > kFallback) {
      fallbacks[segment.variable] += segment.alternatives[kFallback].symbols.size();
    }
    longest.choices.push_back(selection);
  }
  const auto length_of_values = [&](std::size_t variable) {
    return product(value_length, language.variables()[variable].occurrences);
  };
  for (std::size_t variable = 0; variable < fallbacks.size(); ++variable) {
    longest.length = sum(longest.length, std::max(fallbacks[variable], length_of_values(variable)));
  }
  for (std::size_t i = 0; i < longest.choices.size(); ++i) {
    const std::uint32_t variable = language.segments()[i].variable;
    if (variable == LanguageSegment::kNoVariable || fallbacks[variable] <= length_of_values(variable)) continue;
    longest.choices[i] = kFallback;
  }
  return longest;
}

/// No rendering is longer; mostly this is all that there is to know.
Length length_at_most(const Language& language, Length value_length) {
  Length length = language.size();
  for (const LanguageVariable& variable : language.variables()) {
    length = sum(length, product(value_length, variable.occurrences));
  }
  return length;
}

void check_max_length(const TextView& text, Reporter& report) {
  const LintSettings& settings = text.settings();
  if (length_at_most(text.language, settings.value_length) <= settings.max_length) return;
  Longest longest = longest_of(text.language, settings.value_length);
  if (longest.length <= settings.max_length) return;
  const auto segments = text.language.segments();
  bool has_value = false;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    has_value |= segments[i].alternatives[longest.choices[i]].kind == Alternative::Kind::kValue;
  }
  std::string message =
      fmt::format("{} can be {} long{}, and {} are allowed; shorten it", name_of(text.message().step),
                  counted(longest.length, "character", "characters"),
                  has_value ? fmt::format(" where a value counts as {}", grouped(settings.value_length)) : "",
                  grouped(settings.max_length));
  Draft draft{.path = text.message().at(), .message = std::move(message)};
  draft.witness = witness_for(report, text.language, longest.choices);
  report.add(std::move(draft));
}

constexpr std::string_view kMaxLengthSettings[] = {"max-length", "value-length"};
constexpr std::string_view kMaxLengthExampleSettings[] = {"max-length=100"};

}  // namespace

extern const Rule kMaxLength = {
    .info =
        {.code = "X006",
         .name = "max-length",
         .severity = Severity::kError,
         .summary = "a message whose longest rendering has more characters than can be sent",
         .why = "A message that is too long is refused, or cut off, for those leads whose values are long, and sent to "
                "all others, so nobody notices.",
         .bad = R"([
  { "type": "static", "text": "Hi " },
  { "type": "variable", "name": "first-name", "fallback": "there" },
  { "type": "variation", "options": [", loved your talk.", ", saw your talk on pricing and took many notes."] }
])",
         .good = R"([
  { "type": "static", "text": "Hi " },
  { "type": "variable", "name": "first-name", "fallback": "there" },
  { "type": "variation", "options": [", loved your talk.", ", your talk on pricing was great."] }
])",
         .settings = kMaxLengthSettings,
         .example_settings = kMaxLengthExampleSettings},
    .check = check_max_length};

}  // namespace segue::lint
