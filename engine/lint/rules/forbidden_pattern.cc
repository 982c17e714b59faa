#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "lint/rule.h"

namespace segue::lint {
namespace {

// Every text is written out and matched; where there are too many, every alternative alone and every two in a row.

constexpr std::uint64_t kMostTexts = 10'000;  ///< of a message; where there are more, not all are looked at
/// What stands for a value, and for what is not looked at: no letter, no digit, nothing that a pattern names.
constexpr std::string_view kUnknown = "\uE000";

/// Some segments in a row, each as one of its alternatives, as bytes that know where they come from.
class Text {
 public:
  struct Byte {
    std::uint32_t segment, alternative, offset;
    bool operator<(const Byte& other) const {
      return std::tie(segment, alternative, offset) < std::tie(other.segment, other.alternative, other.offset);
    }
  };
  static constexpr std::uint32_t kNowhere = 0xffffffffu;

  void clear() {
    bytes_.clear();
    origins_.clear();
  }
  void add_unknown() { append(kUnknown, {kNowhere, 0, 0}); }
  void add(std::uint32_t segment, std::uint32_t index, const Alternative& alternative) {
    const bool is_value = alternative.kind == Alternative::Kind::kValue;
    append(is_value ? kUnknown : alternative.text, {segment, index, 0});
  }

  [[nodiscard]] std::string_view bytes() const { return bytes_; }
  /// The first byte of the character that holds the byte.
  [[nodiscard]] Byte origin(std::size_t at) const {
    while (at > 0 && (static_cast<unsigned char>(bytes_[at]) & 0xC0u) == 0x80) --at;
    const auto next = std::upper_bound(origins_.begin(), origins_.end(), at,
                                       [](std::size_t wanted, const auto& origin) { return wanted < origin.first; });
    const auto& [begin, byte] = *std::prev(next);
    return {byte.segment, byte.alternative, byte.offset + static_cast<std::uint32_t>(at - begin)};
  }

 private:
  void append(std::string_view bytes, Byte origin) {
    if (bytes.empty()) return;
    origins_.emplace_back(bytes_.size(), origin);
    bytes_ += bytes;
  }

  std::string bytes_;
  std::vector<std::pair<std::size_t, Byte>> origins_;  ///< by their first bytes
};

/// What a pattern matched, as a person reads it.
std::string with_values(std::string match) {
  for (std::size_t at = match.find(kUnknown); at != std::string::npos; at = match.find(kUnknown, at)) {
    match.replace(at, kUnknown.size(), "⟨value⟩");
  }
  return match;
}

/// Looks at texts of one message and gathers what matches, once for each place.
class Search {
 public:
  explicit Search(const TextView& text)
      : text_(text), language_(text.language), patterns_(text.compiled().forbidden_patterns) {}

  void run() {
    is_exact_ = count_texts() <= kMostTexts;
    is_cut_ = is_exact_ ? !look_at_all() : !look_at_joints();
  }

  void report(Reporter& report) const {
    for (const auto& [place, found] : found_) {
      const bool has_witness = text_.limits.budget.take_for_witness(segments().size());
      report_one(place, found, has_witness, report);
    }
    if (is_exact_ && !is_cut_) return;
    report.add_partial(
        text_.message().at(),
        fmt::format("{} looked only at {} of {}, which has too many renderings; make it simpler", report.rule_name(),
                    is_cut_ ? "a part" : "each text, and at every two in a row,", name_of(step())));
  }

 private:
  /// Segments and what they were chosen to be. A variable's other occurrences do the same; all else is the first
  /// alternative.
  using Choices = std::vector<std::pair<std::uint32_t, std::uint32_t>>;
  struct Found {
    std::size_t pattern;
    std::string match;
    Text::Byte begin;
    Choices choices;
  };

  [[nodiscard]] const StepView& step() const { return text_.message().step; }
  [[nodiscard]] std::span<const LanguageSegment> segments() const { return language_.segments(); }

  [[nodiscard]] std::vector<std::uint32_t> all_choices(const Choices& choices) const {
    std::vector<std::uint32_t> of_variable(language_.variables().size());
    std::vector<std::uint32_t> all(segments().size());
    for (const auto& [segment, alternative] : choices) {
      const std::uint32_t variable = segments()[segment].variable;
      (variable == LanguageSegment::kNoVariable ? all[segment] : of_variable[variable]) = alternative;
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
      const std::uint32_t variable = segments()[i].variable;
      if (variable != LanguageSegment::kNoVariable) all[i] = of_variable[variable];
    }
    return all;
  }

  /// Up to one more than are looked at. Notes where there is something to select_rules.
  std::uint64_t count_texts() {
    std::uint64_t count = 1;
    std::vector<bool> is_chosen(language_.variables().size());
    for (std::uint32_t i = 0; i < segments().size() && count <= kMostTexts; ++i) {
      const std::uint32_t variable = segments()[i].variable;
      const bool is_variable = variable != LanguageSegment::kNoVariable;
      if (segments()[i].alternatives.size() == 1 || (is_variable && is_chosen[variable])) continue;
      if (is_variable) is_chosen[variable] = true;
      count *= segments()[i].alternatives.size();
      free_.emplace_back(i, 0);
    }
    return count;
  }

  bool look_at_all() {
    for (;;) {
      const auto all = all_choices(free_);
      if (!look(0, all, free_)) return false;
      // The choices count up together, as the digits of one number.
      auto digit = free_.begin();
      while (digit != free_.end() && ++digit->second == segments()[digit->first].alternatives.size()) {
        digit->second = 0;
        ++digit;
      }
      if (digit == free_.end()) return true;
    }
  }

  bool look_at_joints() {
    for (std::uint32_t i = 0; i < segments().size(); ++i) {
      const bool is_last = i + 1 == segments().size();
      const std::uint32_t variable = segments()[i].variable;
      const bool is_same =
          !is_last && variable != LanguageSegment::kNoVariable && variable == segments()[i + 1].variable;
      for (std::uint32_t left = 0; left < segments()[i].alternatives.size(); ++left) {
        if (!look(i, std::array{left}, {{i, left}})) return false;
        for (std::uint32_t right = 0; !is_last && right < segments()[i + 1].alternatives.size(); ++right) {
          if (is_same && right != left) continue;
          if (!look(i, std::array{left, right}, {{i, left}, {i + 1, right}})) return false;
        }
      }
    }
    return true;
  }

  /// Looks at some segments in a row, from `first` on. False: the work budget is used up.
  bool look(std::uint32_t first, std::span<const std::uint32_t> alternatives, const Choices& choices) {
    line_.clear();
    if (first > 0) line_.add_unknown();
    std::uint32_t segment = first;
    for (const std::uint32_t index : alternatives) {
      line_.add(segment, index, segments()[segment].alternatives[index]);
      ++segment;
    }
    if (segment < segments().size()) line_.add_unknown();
    const std::string_view bytes = line_.bytes();
    // What a look and a match cost beside the bytes.
    constexpr std::uint64_t kOfLook = 16, kOfMatch = 32;
    if (!text_.limits.budget.take(bytes.size() + alternatives.size() + kOfLook)) return false;
    const auto matches = patterns_.matches(bytes);
    text_.limits.budget.take_up_to(kOfMatch * matches.size());
    for (const auto& match : matches) {
      const Text::Byte begin = line_.origin(match.begin);
      const Text::Byte place = line_.origin(match.end - 1);
      if (begin.segment == Text::kNowhere || place.segment == Text::kNowhere || found_.count(place) > 0) continue;
      constexpr std::size_t kShown = 256;  // bytes at most, for a message
      found_.emplace(
          place, Found{match.pattern, std::string(bytes.substr(match.begin, std::min(match.end - match.begin, kShown))),
                       begin, choices});
    }
    return true;
  }

  void report_one(const Text::Byte& at, const Found& found, bool has_witness, Reporter& report) const {
    const auto path_at = [&](const Text::Byte& byte) {
      return path_of(language_, byte.segment, segments()[byte.segment].alternatives[byte.alternative], byte.offset);
    };
    Draft draft{.path = path_at(at),
                .message = fmt::format("{} in {}, segment {} matches the forbidden pattern {}; write it differently",
                                       quoted(with_values(found.match)), name_of(step()), at.segment + 1,
                                       quoted(text_.settings().forbidden_patterns[found.pattern])),
                .coverage = is_exact_ ? Coverage::kExact : Coverage::kPartial};
    if (found.begin.segment != at.segment) draft.related.push_back({path_at(found.begin), "it begins here"});
    if (has_witness) {
      const std::vector<std::uint32_t> choices = all_choices(found.choices);
      draft.witness = witness_for(report, language_, choices);
      if (draft.witness && !is_exact_ && !is_shown(at, found.pattern, choices)) draft.witness.reset();
    }
    report.add(std::move(draft));
  }

  /// Whether the pattern matches there in the rendering of these choices. What was looked at by itself may lie inside
  /// of a word, say, whose other parts were not.
  [[nodiscard]] bool is_shown(const Text::Byte& at, std::size_t pattern,
                              const std::vector<std::uint32_t>& choices) const {
    Text line;
    for (std::uint32_t i = 0; i < choices.size(); ++i) line.add(i, choices[i], segments()[i].alternatives[choices[i]]);
    const auto matches = patterns_.matches(line.bytes());
    return std::any_of(matches.begin(), matches.end(), [&](const regex::Patterns::Match& match) {
      const Text::Byte end = line.origin(match.end - 1);
      return match.pattern == pattern && !(end < at) && !(at < end);
    });
  }

  const TextView& text_;
  const Language& language_;
  const regex::Patterns& patterns_;
  Choices free_;
  Text line_;
  std::map<Text::Byte, Found> found_;
  bool is_exact_ = true;
  bool is_cut_ = false;  ///< the work budget was used up
};

void check_forbidden_pattern(const TextView& text, Reporter& report) {
  if (text.compiled().forbidden_patterns.empty()) return;
  Search search(text);
  search.run();
  search.report(report);
}

constexpr std::string_view kForbiddenPatternSettings[] = {"forbidden-patterns"};
constexpr std::string_view kForbiddenPatternExampleSettings[] = {R"(forbidden-patterns=\b[0-9]+ ?%)"};

}  // namespace

extern const Rule kForbiddenPattern = {
    .info = {.code = "X012",
             .name = "forbidden-pattern",
             .severity = Severity::kWarning,
             .is_optional = true,
             .summary = "what one of the forbidden-patterns matches, regular expressions in the syntax of RE2",
             .why =
                 "For what must not leave the house and has more forms than a list of phrases holds: prices, numbers "
                 "of accounts, links with a token. A value matches only what stands for any character.",
             .bad = R"([
  { "type": "static", "text": "Teams like yours save 25" },
  { "type": "variation", "options": [" hours a week.", "% of their time."] }
])",
             .good = R"([
  { "type": "static", "text": "Teams like yours save " },
  { "type": "variation", "options": ["hours every week.", "much of their time."] }
])",
             .settings = kForbiddenPatternSettings,
             .example_settings = kForbiddenPatternExampleSettings},
    .check = check_forbidden_pattern};

}  // namespace segue::lint
