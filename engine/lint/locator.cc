#include "lint/locator.h"

#include <algorithm>

#include "base/utf8.h"

namespace segue::lint {
namespace {

using json::Kind;
using json::Value;

/// The key under which the format keeps a part; empty for the parts that are no members.
std::string_view key_of(Part part) {
  switch (part) {
    case Part::kSteps:
      return "steps";
    case Part::kId:
      return "id";
    case Part::kRank:
      return "rank";
    case Part::kType:
      return "type";
    case Part::kData:
      return "data";
    case Part::kSegments:
      return "segments";
    case Part::kDelaySeconds:
      return "delaySeconds";
    case Part::kUnit:
      return "unit";
    case Part::kText:
      return "text";
    case Part::kName:
      return "name";
    case Part::kFallback:
      return "fallback";
    case Part::kOptions:
    case Part::kOption:
      return "options";
    case Part::kWhole:
    case Part::kMember:
    case Part::kDataMember:
    case Part::kOuterMember:
      break;
  }
  return {};
}

bool is_in_data(Part part) {
  return part == Part::kSegments || part == Part::kDelaySeconds || part == Part::kUnit || part == Part::kDataMember;
}

/// Bytes that one escape of a JSON string takes in the source, and in UTF-8.
struct Escape {
  std::size_t written;
  std::size_t meant;
};

Escape escape_at(std::string_view raw) {
  constexpr std::size_t kUnicode = 6;  // \u0000
  if (raw.size() < kUnicode || raw[1] != 'u') return {2, 1};
  std::uint32_t unit = 0;
  for (const char digit : raw.substr(2, 4)) {
    const int value = digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
    unit = unit * 16 + static_cast<std::uint32_t>(value);
  }
  if (unit >= 0xD800 && unit < 0xDC00) return {2 * kUnicode, 4};  // a pair
  return {kUnicode, unit < 0x80 ? std::size_t{1} : unit < 0x800 ? std::size_t{2} : std::size_t{3}};
}

/// On to where its text's byte `offset` is written in `raw`, a JSON string.
InString read_on(std::string_view raw, InString at, std::size_t offset) {
  while (at.meant < offset && at.written + 1 < raw.size()) {
    const Escape here = raw[at.written] == '\\' ? escape_at(raw.substr(at.written)) : Escape{1, 1};
    if (at.meant + here.meant > offset) break;  // inside the character that an escape stands for
    at.written += here.written;
    at.meant += here.meant;
  }
  return at;
}

}  // namespace

std::string pointer_of(const ModelPath& place, Shape shape) {
  const auto with_key = [&](std::string pointer) {
    const std::string_view key = place.key.empty() ? key_of(place.part) : place.key;
    if (place.part == Part::kWhole) return pointer;
    pointer.append("/").append(json::pointer_token(key));
    if (place.part == Part::kOption) pointer.append("/").append(std::to_string(place.option));
    return pointer;
  };
  if (place.part == Part::kOuterMember) return with_key("");
  if (place.step == ModelPath::kNone) {
    if (place.part == Part::kSteps && (shape == Shape::kSteps || shape == Shape::kSegments)) return "";
    return with_key(shape == Shape::kCampaign ? "/sequence" : "");
  }
  std::string pointer;
  if (shape != Shape::kSegments) {
    if (shape == Shape::kBody) pointer = "/steps";
    if (shape == Shape::kCampaign) pointer = "/sequence/steps";
    pointer.append("/").append(std::to_string(place.step));
    if (place.segment != ModelPath::kNone) pointer += "/data/segments";
    if (place.segment == ModelPath::kNone && is_in_data(place.part)) pointer += "/data";
  } else if (place.segment == ModelPath::kNone) {
    return "";  // the document is the message
  }
  if (place.segment != ModelPath::kNone) pointer.append("/").append(std::to_string(place.segment));
  return with_key(std::move(pointer));
}

PathLocator::PathLocator(std::string_view bytes, Shape shape, std::size_t nesting) : shape_(shape) {
  document_.read(bytes, {.nesting = nesting, .faults = 0, .check_duplicate_keys = false});
  if (!document_.readable()) return;
  body_ = document_.root();
  if (shape == Shape::kCampaign) body_ = member(body_, "sequence").value;
  if (shape == Shape::kSteps) steps_ = body_;
  if (body_ && (shape == Shape::kBody || shape == Shape::kCampaign)) steps_ = member(body_, "steps").value;
}

json::Member PathLocator::member(Value object, std::string_view key) {
  if (!object || !object.is(Kind::kObject)) return {};
  const json::Members all = object.members();
  const auto first = found_member_.of == object.begin() ? *found_member_.at : all.begin();
  const auto find = [&](auto from, auto to) -> json::Member {
    for (; from != to; ++from) {
      if (!(*from).key.is_text(key)) continue;
      found_member_ = {object.begin(), from};
      return *from;
    }
    return {};
  };
  const json::Member found = find(first, all.end());
  return found.value ? found : find(all.begin(), first);
}

Value PathLocator::element(Elements& known, Value array, std::uint32_t index) {
  if (!array) return {};
  if (known.values.empty() || known.begin != array.begin()) {
    known.begin = array.begin();
    known.values.clear();
    for (const Value value : array.elements()) known.values.push_back(value);
  }
  return index < known.values.size() ? known.values[index] : Value();
}

const PathLocator::KnownStep& PathLocator::look_into(Value step) {
  if (known_step_.begin != step.begin()) {
    const Value data = member(step, "data").value;
    known_step_ = {step.begin(), data, member(data, "segments").value};
  }
  return known_step_;
}

/// The object that holds the place's part, or the nearest one around it.
Value PathLocator::object_of(const ModelPath& place) {
  if (place.part == Part::kOuterMember) return document_.root();
  if (place.step == ModelPath::kNone) return body_;
  Value segments = body_;
  Value step = body_;
  if (shape_ != Shape::kSegments) {
    step = element(known_steps_, steps_, place.step);
    if (!step) return body_;
    const bool is_of_step = place.segment == ModelPath::kNone;
    if (is_of_step && !is_in_data(place.part)) return step;
    const auto& [begin, data, in_data] = look_into(step);
    if (is_of_step) return data ? data : step;
    segments = in_data;
  }
  if (place.segment == ModelPath::kNone) return step;
  const Value segment = element(known_segments_, segments, place.segment);
  return segment ? segment : step;
}

PathLocator::Bytes PathLocator::inside(Value text, const ModelPath& place) {
  if (place.begin == ModelPath::kNone || !text.is(Kind::kString)) return {text.begin(), text.end()};
  const bool goes_on = read_string_.begin == text.begin() && read_string_.at.meant <= place.begin;
  if (!goes_on) read_string_ = {.begin = text.begin()};
  read_string_.at = read_on(text.raw(), read_string_.at, place.begin);
  const InString end = read_on(text.raw(), read_string_.at, place.end);
  return {text.begin() + read_string_.at.written, text.begin() + end.written};
}

PathLocator::Bytes PathLocator::find(const ModelPath& place) {
  const Value object = object_of(place);
  if (!object) return {};
  const bool is_key =
      place.part == Part::kMember || place.part == Part::kDataMember || place.part == Part::kOuterMember;
  const json::Member found = member(object, is_key ? place.key : key_of(place.part));
  if (!found.value) return {object.begin(), object.end()};
  if (is_key) return {found.key.begin(), found.key.end()};
  if (place.part != Part::kOption) return inside(found.value, place);
  const Value option = element(known_options_, found.value, place.option);
  return option ? inside(option, place) : Bytes{found.value.begin(), found.value.end()};
}

}  // namespace segue::lint
