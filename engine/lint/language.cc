#include "lint/language.h"

#include <algorithm>

#include "base/utf8.h"

namespace segue::lint {
namespace {

constexpr std::uint8_t kEdge = kind::number_of(kind::kEdge);
constexpr unicode::Properties kParts = unicode::kLetter | unicode::kMark | unicode::kDigit;

}  // namespace

bool Language::has_renderings(const Message& message) {
  return std::none_of(message.segments.begin(), message.segments.end(), [](const Segment& segment) {
    const auto* variation = std::get_if<Variation>(&segment.content);
    return variation != nullptr && variation->options.empty();
  });
}

std::uint32_t Language::number_of(std::string_view variable) {
  const auto next = static_cast<std::uint32_t>(variables_.size());
  if (const std::uint32_t* known = numbers_.find_or_add(variable, next)) return *known;
  variables_.push_back({.name = variable});
  return next;
}

/// Reserves room for everything, so that spans stay valid, and learns which variables have fallbacks.
void Language::count(const MessageView& view) {
  std::size_t bytes = 0;
  std::size_t alternatives = 0;
  for (const Segment& segment : view.segments()) {
    if (const auto* text = std::get_if<Static>(&segment.content)) {
      bytes += text->text.size();
      ++alternatives;
    } else if (const auto* variable = std::get_if<Variable>(&segment.content)) {
      LanguageVariable& one = variables_[number_of(variable->name)];
      one.may_fall_back &= variable->fallback.has_value();
      bytes += 1 + (variable->fallback ? variable->fallback->size() : 0);
      alternatives += 2;
    } else {
      const auto& options = std::get<Variation>(segment.content).options;
      for (const std::string& option : options) bytes += option.size();
      alternatives += options.size();
    }
  }
  segments_.reserve(view.segments().size());
  alternatives_.reserve(alternatives);
  symbols_.reserve(bytes);
  words_.reserve(bytes / 2 + alternatives + 1);
}

Language::Language(const MessageView& view) : view_(view) {
  count(view);
  for (const Segment& segment : view.segments()) {
    const std::size_t first = alternatives_.size();
    if (const auto* text = std::get_if<Static>(&segment.content)) {
      add_text(Alternative::Kind::kStatic, 0, text->text);
      add_segment(first, LanguageSegment::kNoVariable);
    } else if (const auto* variable = std::get_if<Variable>(&segment.content)) {
      const std::uint32_t number = number_of(variable->name);
      add_value(number);
      if (variables_[number].may_fall_back) add_text(Alternative::Kind::kFallback, 0, *variable->fallback);
      ++variables_[number].occurrences;
      variables_[number].last = static_cast<std::uint32_t>(segments_.size());
      add_segment(first, number);
    } else {
      std::uint32_t option = 0;
      for (const std::string& text_of_option : std::get<Variation>(segment.content).options) {
        add_text(Alternative::Kind::kOption, option++, text_of_option);
      }
      add_segment(first, LanguageSegment::kNoVariable);
    }
  }
  adjacency_.add_joint(before_, kEdge);
  track_variables();
}

void Language::add_text(Alternative::Kind kind, std::uint32_t option, std::string_view text) {
  const std::size_t first_symbol = symbols_.size();
  const std::size_t first_word = words_.size();
  unicode::Properties any_ascii = 0;
  unicode::Properties all = all_;
  std::uint8_t first_kind = kEdge;
  std::uint8_t last_kind = kEdge;
  bool is_in_word = false;
  std::uint32_t index = 0;
  for (std::size_t at = 0; at < text.size(); ++index) {
    const auto byte = static_cast<unsigned char>(text[at]);
    Symbol symbol{byte, static_cast<std::uint32_t>(at), 0};
    std::uint8_t kind_here = 0;
    if (byte < ascii_.size()) [[likely]] {
      symbol.properties = unicode::properties(byte);
      kind_here = kind::kOfAscii[byte];
      any_ascii |= symbol.properties;
      ascii_[byte] = true;
      ++at;
    } else {
      const utf8::CodePoint point = utf8::decode(text, at);
      symbol.c = point.value;
      symbol.properties = unicode::properties(point.value);
      kind_here = kind::number_of(kind::beyond_ascii(symbol.properties));
      any_beyond_ascii_ |= symbol.properties;
      blocks_ |= std::uint64_t{1} << symbol.c / kBlock % 64u;
      at += point.size;
    }
    all &= symbol.properties;
    const bool is_part = symbol.is(kParts);
    words_.push_back_if(is_part && !is_in_word, index);
    is_in_word = is_part;
    symbols_.push_back(symbol);
    adjacency_.add_typed(last_kind, kind_here);
    if (last_kind == kEdge) first_kind = kind_here;
    last_kind = kind_here;
  }
  any_ascii_ |= any_ascii;
  all_ = all;
  const std::span<const Symbol> symbols(symbols_.begin() + first_symbol, symbols_.end());
  alternatives_.push_back({.kind = kind,
                           .first = first_kind,
                           .last = last_kind,
                           .option = option,
                           .text = text,
                           .symbols = symbols,
                           .words = {words_.begin() + first_word, words_.end()}});
}

void Language::add_value(std::uint32_t variable) {
  constexpr unicode::Properties kProperties = unicode::kLetter | unicode::kWord | unicode::kLatin | unicode::kSpaced;
  constexpr std::uint8_t kKind = kind::number_of(kind::kValue);
  any_beyond_ascii_ |= kProperties;
  all_ &= kProperties;
  words_.push_back(0);
  symbols_.push_back({Symbol::kValue + variable, 0, kProperties});
  alternatives_.push_back({.kind = Alternative::Kind::kValue,
                           .first = kKind,
                           .last = kKind,
                           .text = variables_[variable].name,
                           .symbols = {symbols_.end() - 1, symbols_.end()},
                           .words = {words_.end() - 1, words_.end()}});
}

/// A segment of the alternatives from that one on.
void Language::add_segment(std::size_t first_alternative, std::uint32_t variable) {
  const std::span<const Alternative> alternatives(alternatives_.begin() + first_alternative, alternatives_.end());
  Kinds after = 0;
  for (const Alternative& one : alternatives) {
    if (one.symbols.empty()) {
      after |= before_;
    } else {
      adjacency_.add_joint(before_, one.first);
      after |= 1u << one.last;
    }
  }
  before_ = after;
  segments_.push_back({alternatives, variable});
}

void Language::track_variables() {
  std::uint8_t tracked = 0;
  for (std::size_t i = 0; i < variables_.size(); ++i) {
    LanguageVariable& variable = variables_[i];
    if (variable.occurrences < 2 || !variable.may_fall_back) continue;
    if (tracked < kMostTracked) {
      variable.tracked = tracked++;
    } else {
      has_free_variables_ = true;
    }
  }
}

ModelPath path_of(const Language& language, std::uint32_t segment, const Alternative& alternative,
                  std::uint32_t offset) {
  ModelPath path{.step = language.view().step.index, .segment = segment};
  switch (alternative.kind) {
    case Alternative::Kind::kStatic:
      path.part = Part::kText;
      break;
    case Alternative::Kind::kOption:
      path.part = Part::kOption;
      path.option = alternative.option;
      break;
    case Alternative::Kind::kFallback:
      path.part = Part::kFallback;
      break;
    case Alternative::Kind::kValue:
      path.part = Part::kName;
      return path;
  }
  if (!alternative.text.empty()) {
    path.begin = offset;
    path.end = offset + utf8::decode(alternative.text, offset).size;
  }
  return path;
}

}  // namespace segue::lint
