#include "lint/language.h"

#include <algorithm>
#include <unordered_map>

#include "base/utf8.h"

namespace segue::lint {

bool Language::has_renderings(const Message& message) {
  return std::none_of(message.segments.begin(), message.segments.end(), [](const Segment& segment) {
    const auto* variation = std::get_if<Variation>(&segment.content);
    return variation != nullptr && variation->options.empty();
  });
}

std::span<const Symbol> Language::decode(std::string_view text) {
  const std::size_t first = symbols_.size();
  for (std::size_t at = 0; at < text.size();) {
    const utf8::CodePoint point = utf8::decode(text, at);
    const unicode::Properties properties = unicode::properties(point.value);
    symbols_.push_back({point.value, static_cast<std::uint32_t>(at), properties});
    any_ |= properties;
    all_ &= properties;
    if (point.value < ascii_.size()) ascii_[point.value] = true;
    at += point.size;
  }
  return {symbols_.data() + first, symbols_.size() - first};
}

Language::Language(const MessageView& view) : view_(view) {
  // Everything is laid out at once, so that spans stay good.
  std::size_t symbols = 0;
  std::size_t alternatives = 0;
  struct Known {
    std::uint32_t number;
    bool may_fall_back;
  };
  std::unordered_map<std::string_view, Known> known;
  for (const Segment& segment : view.segments()) {
    if (const auto* text = std::get_if<Static>(&segment.content)) {
      symbols += text->text.size();
      ++alternatives;
    } else if (const auto* variable = std::get_if<Variable>(&segment.content)) {
      const auto [entry, is_new] =
          known.try_emplace(variable->name, Known{static_cast<std::uint32_t>(variables_.size()), true});
      if (is_new) variables_.push_back({.name = variable->name});
      entry->second.may_fall_back &= variable->fallback.has_value();
      symbols += 1 + (variable->fallback ? variable->fallback->size() : 0);
      alternatives += 2;
    } else {
      for (const std::string& option : std::get<Variation>(segment.content).options) symbols += option.size();
      alternatives += std::get<Variation>(segment.content).options.size();
    }
  }
  segments_.reserve(view.segments().size());
  alternatives_.reserve(alternatives);
  symbols_.reserve(symbols);

  for (const Segment& segment : view.segments()) {
    const std::size_t first = alternatives_.size();
    const auto index = static_cast<std::uint32_t>(segments_.size());
    std::uint32_t number = LanguageSegment::kNoVariable;
    if (const auto* text = std::get_if<Static>(&segment.content)) {
      alternatives_.push_back({Alternative::Kind::kStatic, 0, text->text, decode(text->text)});
    } else if (const auto* variable = std::get_if<Variable>(&segment.content)) {
      const Known& one = known.at(variable->name);
      number = one.number;
      symbols_.push_back(
          {Symbol::kValue + number, 0, unicode::kLetter | unicode::kWord | unicode::kLatin | unicode::kSpaced});
      any_ |= symbols_.back().properties;
      all_ &= symbols_.back().properties;
      alternatives_.push_back({Alternative::Kind::kValue, 0, variable->name, {&symbols_.back(), 1}});
      if (one.may_fall_back) {
        alternatives_.push_back({Alternative::Kind::kFallback, 0, *variable->fallback, decode(*variable->fallback)});
      }
      ++variables_[number].occurrences;
      variables_[number].last = index;
    } else {
      std::uint32_t option = 0;
      for (const std::string& words : std::get<Variation>(segment.content).options) {
        alternatives_.push_back({Alternative::Kind::kOption, option++, words, decode(words)});
      }
    }
    segments_.push_back({{alternatives_.data() + first, alternatives_.size() - first}, number});
  }

  std::uint8_t tracked = 0;
  for (LanguageVariable& variable : variables_) {
    if (variable.occurrences < 2 || !known.at(variable.name).may_fall_back) continue;
    if (tracked < kMostTracked) {
      variable.tracked = tracked++;
    } else {
      has_free_variables_ = true;
    }
  }
}

ModelPath place_of(const Language& language, std::uint32_t segment, const Alternative& alternative,
                   std::uint32_t offset) {
  ModelPath place{.step = language.view().step.index, .segment = segment};
  switch (alternative.kind) {
    case Alternative::Kind::kStatic:
      place.part = Part::kText;
      break;
    case Alternative::Kind::kOption:
      place.part = Part::kOption;
      place.option = alternative.option;
      break;
    case Alternative::Kind::kFallback:
      place.part = Part::kFallback;
      break;
    case Alternative::Kind::kValue:
      place.part = Part::kName;
      return place;
  }
  if (!alternative.text.empty()) {
    place.begin = offset;
    place.end = offset + utf8::decode(alternative.text, offset).size;
  }
  return place;
}

}  // namespace segue::lint
