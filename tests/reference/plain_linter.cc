#include "reference/plain_linter.h"

#include <algorithm>
#include <functional>
#include <set>

#include "base/utf8.h"

namespace segue::reference {
namespace {

struct Entry {
  std::string_view code;
  PlainRule rule;
};
constexpr Entry kRules[] = {
    {"X001", double_space},
    {"X002", space_before_punctuation},
    {"X003", outer_space},
    {"X004", repeated_word},
    {"X005", unrendered_placeholder},
    {"X006", max_length},
    {"X007", missing_space},
    {"X008", article_agreement},
    {"X009", invisible_character},
    {"X010", mojibake},
    {"X011", forbidden_phrase},
    {"X013", missing_required},
    {"X014", repeated_punctuation},
    {"X015", shouting},
    {"X016", insecure_link},
    {"X017", leftover_text},
    {"X018", lowercase_start},
};

PlainRule rule_of(std::string_view code) {
  const auto* found =
      std::find_if(std::begin(kRules), std::end(kRules), [&](const Entry& one) { return one.code == code; });
  return found == std::end(kRules) ? nullptr : found->rule;
}

/// Which alternative each segment takes: an option, or for a variable 0 for the value and 1 for the fallback.
using Choices = std::vector<std::uint32_t>;

std::map<std::string_view, std::uint32_t> names_of(const Message& message) {
  std::map<std::string_view, std::uint32_t> names;
  for (const Segment& segment : message.segments) {
    if (const auto* variable = std::get_if<Variable>(&segment.content)) {
      names.try_emplace(variable->name, static_cast<std::uint32_t>(names.size()));
    }
  }
  return names;
}

void append(PlainText& text, std::string_view bytes, PlainSymbol symbol) {
  for (std::size_t at = 0; at < bytes.size();) {
    const utf8::CodePoint point = utf8::decode(bytes, at);
    symbol.c = point.value;
    symbol.offset = static_cast<std::uint32_t>(at);
    text.symbols.push_back(symbol);
    at += point.size;
  }
}

PlainText text_of(const Sequence& sequence, const Message& message, const LintSettings& settings,
                  const Choices& choices) {
  const auto names = names_of(message);
  PlainText text{.symbols = {}, .message = &message, .sequence = &sequence, .settings = &settings};
  for (std::uint32_t i = 0; i < message.segments.size(); ++i) {
    const Segment& segment = message.segments[i];
    PlainSymbol symbol{.c = 0, .segment = i, .option = 0, .offset = 0, .is_fallback = false};
    if (const auto* fixed = std::get_if<Static>(&segment.content)) {
      append(text, fixed->text, symbol);
    } else if (const auto* variation = std::get_if<Variation>(&segment.content)) {
      symbol.option = choices[i];
      append(text, variation->options[choices[i]], symbol);
    } else {
      const auto& variable = std::get<Variable>(segment.content);
      if (choices[i] == 0) {
        symbol.c = 0x110000 + names.at(variable.name);
        text.symbols.push_back(symbol);
      } else {
        symbol.is_fallback = true;
        append(text, *variable.fallback, symbol);
      }
    }
  }
  return text;
}

/// Calls `visit` for the choices of every rendering; of each variable all occurrences have one fate.
void for_each_rendering(const Message& message, const std::function<bool(const Choices&)>& visit) {
  // Variables that may fall back, and variations, count up together, as the digits of one number.
  struct Digit {
    std::uint32_t base;
    std::vector<std::size_t> segments;
  };
  std::vector<Digit> digits;
  std::map<std::string_view, std::size_t> digit_of;
  std::set<std::string_view> always_value;
  for (const Segment& segment : message.segments) {
    const auto* variable = std::get_if<Variable>(&segment.content);
    if (variable != nullptr && !variable->fallback) always_value.insert(variable->name);
  }
  for (std::size_t i = 0; i < message.segments.size(); ++i) {
    const Segment& segment = message.segments[i];
    if (const auto* variation = std::get_if<Variation>(&segment.content)) {
      if (variation->options.empty()) return;
      digits.push_back({static_cast<std::uint32_t>(variation->options.size()), {i}});
    }
    const auto* variable = std::get_if<Variable>(&segment.content);
    if (variable == nullptr || always_value.count(variable->name) > 0) continue;
    const auto [entry, is_new] = digit_of.try_emplace(variable->name, digits.size());
    if (is_new) digits.push_back({2, {}});
    digits[entry->second].segments.push_back(i);
  }
  Choices choices(message.segments.size());
  for (;;) {
    if (!visit(choices)) return;
    std::size_t i = 0;
    for (; i < digits.size(); ++i) {
      const std::uint32_t next = choices[digits[i].segments.front()] + 1;
      const std::uint32_t digit = next == digits[i].base ? 0 : next;
      for (const std::size_t segment : digits[i].segments) choices[segment] = digit;
      if (digit != 0) break;
    }
    if (i == digits.size()) return;
  }
}

void collect(PlainRule rule, const PlainText& text, std::map<PlainPlace, Severity>& all) {
  PlainFaults faults;
  rule(text, faults);
  for (const auto& [index, severity] : faults.found()) {
    PlainPlace place = kWholeMessage;
    if (index < text.size()) {
      const PlainSymbol& symbol = text[index];
      place = {symbol.segment, symbol.option, symbol.is_fallback, symbol.is_value(), symbol.offset};
    }
    const auto [entry, is_new] = all.try_emplace(place, severity);
    if (!is_new && severity > entry->second) entry->second = severity;
  }
}

}  // namespace

std::vector<std::string_view> plain_codes() {
  std::vector<std::string_view> codes;
  for (const Entry& entry : kRules) codes.push_back(entry.code);
  return codes;
}

std::size_t count_renderings(const Message& message, std::size_t most) {
  std::size_t count = 0;
  for_each_rendering(message, [&](const Choices&) { return ++count <= most; });
  return count;
}

std::optional<std::map<PlainPlace, Severity>> plain_findings(std::string_view code, const Sequence& sequence,
                                                             const Message& message, const LintSettings& settings) {
  const PlainRule rule = rule_of(code);
  if (rule == nullptr) return std::nullopt;
  std::map<PlainPlace, Severity> all;
  for_each_rendering(message, [&](const Choices& choices) {
    collect(rule, text_of(sequence, message, settings, choices), all);
    return true;
  });
  return all;
}

std::map<PlainPlace, Severity> plain_findings_of(std::string_view code, const Sequence& sequence,
                                                 const Message& message, const LintSettings& settings,
                                                 const Witness& witness) {
  Choices choices(message.segments.size());
  std::size_t variation = 0;
  for (std::size_t i = 0; i < message.segments.size(); ++i) {
    const Segment& segment = message.segments[i];
    if (std::holds_alternative<Variation>(segment.content)) choices[i] = witness.picks.at(variation++);
    if (const auto* variable = std::get_if<Variable>(&segment.content)) {
      for (const Witness::Fate& fate : witness.variables) {
        if (fate.variable == variable->name) choices[i] = fate.takes_value ? 0 : 1;
      }
    }
  }
  std::map<PlainPlace, Severity> all;
  const PlainRule rule = rule_of(code);
  if (rule != nullptr) collect(rule, text_of(sequence, message, settings, choices), all);
  return all;
}

}  // namespace segue::reference
