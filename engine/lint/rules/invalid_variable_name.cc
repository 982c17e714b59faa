#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/rule.h"

namespace segue::lint {
namespace {

bool is_letter_or_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}
bool is_joiner(char c) {
  return c == '-' || c == '_';
}

/// Where the first character stands that a name cannot have there; none where the name is right, or empty.
std::optional<std::size_t> first_wrong(std::string_view name) {
  for (std::size_t at = 0; at < name.size(); ++at) {
    if (!is_letter_or_digit(name[at]) && (at == 0 || !is_joiner(name[at]))) return at;
  }
  return std::nullopt;
}

/// The character that begins there, which takes more than one byte outside ASCII.
std::string_view character(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0u) == 0x80u) ++end;
  return text.substr(at, end - at);
}

/// A character as a person would call it.
std::string in_words(std::string_view one) {
  if (one == " ") return "a blank";
  if (one == "\t") return "a tab";
  if (one == "\n" || one == "\r") return "a line break";
  if (one == "\"") return "a quotation mark";
  if (one == "\u00A0") return "a no-break space";
  const bool is_control = one < " " || one == "\x7F" || (one >= "\u0080" && one < "\u00A0");
  return is_control || is_blank(one) ? "an invisible character" : quoted(one);
}

/// A dash, as editors and phones write it for a hyphen.
bool is_dash(std::string_view one) {
  constexpr std::array<std::string_view, 7> kDashes = {"\u2010", "\u2011", "\u2012", "\u2013",
                                                       "\u2014", "\u2015", "\u2212"};
  return std::find(kDashes.begin(), kDashes.end(), one) != kDashes.end();
}

/// The name without the markup around it and what is invisible in it, blanks being hyphens; none where it has other
/// characters, for which nobody can say what was meant.
std::optional<std::string> cleaned(std::string_view name) {
  constexpr std::string_view kMarkup = "{}[]()<>%$*| \t\r\n";
  constexpr std::size_t kMost = 40;  // what quoted() shows in full
  name.remove_prefix(std::min(name.find_first_not_of(kMarkup), name.size()));
  name = name.substr(0, name.find_last_not_of(kMarkup) + 1);
  std::string clean;
  bool is_gap = false;
  for (std::size_t at = 0; at < name.size() && clean.size() <= kMost;) {
    const std::string_view one = character(name, at);
    at += one.size();
    const char c = one.front();
    if (is_letter_or_digit(c)) {
      if (is_gap && !clean.empty() && !is_joiner(clean.back())) clean += '-';
      clean += c;
      is_gap = false;
    } else if (is_joiner(c)) {
      if (!clean.empty()) clean += c;
      is_gap = false;
    } else if (trim(one).empty() || is_dash(one)) {
      is_gap = true;
    } else if (!is_blank(one)) {
      return std::nullopt;
    }
  }
  if (clean.empty() || clean.size() > kMost) return std::nullopt;
  return clean;
}

/// The name that was most likely meant, as V003 would say it where that knows one.
std::optional<std::string> meant_by(std::string_view name, const RuleContext& context) {
  std::vector<std::string_view> known;
  if (context.variables) known.assign(context.variables->begin(), context.variables->end());
  known.emplace_back("first-name");
  std::erase_if(known, [](std::string_view one) { return one.empty() || first_wrong(one).has_value(); });
  if (const auto near = near_miss(name, known)) return std::string(*near);
  std::optional<std::string> clean = cleaned(name);
  if (clean) {
    if (const auto near = near_miss(*clean, known)) clean = std::string(*near);
  }
  return clean;
}

void check_invalid_variable_name(const SegmentView& segment, Reporter& report) {
  const auto* variable = segment.as<Variable>();
  if (variable == nullptr) return;
  const std::string& name = variable->name;
  if (name.empty()) {
    if (report.leaves_out()) return;
    report.add({.path = segment.at(Part::kName),
                .message = fmt::format("{} is a variable without a name; write which of a lead's values belongs there, "
                                       "\"first-name\" say",
                                       name_of(segment))});
    return;
  }
  const auto wrong = first_wrong(name);
  if (!wrong || report.leaves_out()) return;
  const bool is_at_start = is_joiner(name[*wrong]);  // which may stand anywhere else
  const auto meant = meant_by(name, *segment.step.context);
  std::string advice = meant         ? fmt::format("write {}", quoted(*meant))
                       : is_at_start ? "begin it with a letter from A to Z or a digit"
                                     : "use only letters from A to Z, digits, \"-\" and \"_\"";
  report.add(
      {.path = segment.at(Part::kName),
       .message = fmt::format("the variable name {} in {} {} {}; {}", quoted(name), name_of(segment),
                              is_at_start ? "begins with" : "contains", in_words(character(name, *wrong)), advice)});
}

}  // namespace

extern const Rule kInvalidVariableName = {
    .info = {.code = "V004",
             .name = "invalid-variable-name",
             .severity = Severity::kError,
             .summary = "a variable's name with characters that names cannot have",
             .why = "A name is made of letters from A to Z, digits, \"-\" and \"_\", and begins with a letter or a "
                    "digit. What sends the sequence may refuse any other name, or find no value for it.",
             .bad = R"([
  { "type": "static", "text": "Saw your work at " },
  { "type": "variable", "name": "company name", "fallback": "your company" },
  { "type": "static", "text": "." }
])",
             .good = R"([
  { "type": "static", "text": "Saw your work at " },
  { "type": "variable", "name": "company-name", "fallback": "your company" },
  { "type": "static", "text": "." }
])"},
    .check = check_invalid_variable_name};

}  // namespace segue::lint
