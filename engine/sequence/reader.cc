#include "sequence/reader.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include <fmt/format.h>

#include "base/locate.h"
#include "base/near_miss.h"
#include "base/number.h"
#include "base/same_text.h"
#include "base/utf8.h"

namespace segue {
namespace {

using json::Kind;
using json::Value;

/// Digits alone are the usual way to write a number, and their own plain spelling.
bool is_plain_number(std::string_view raw) {
  const bool digits = raw.size() <= 15 && (raw.size() == 1 || raw.front() != '0') &&
                      std::all_of(raw.begin(), raw.end(), [](char c) { return c >= '0' && c <= '9'; });
  // A delay has no minus zero, so that one is kept as it is spelled.
  return digits || (raw != "-0" && plain_number(to_double(raw)) == raw);
}

/// Whether the writer would spell the value in the same way from the model alone.
inline bool is_plain(Value value) {
  const Kind kind = value.kind();
  return kind == Kind::kNumber ? is_plain_number(value.raw()) : kind != Kind::kNull;
}

template <std::size_t N>
std::size_t index_of(const std::array<std::string_view, N>& keys, std::string_view key) {
  return static_cast<std::size_t>(std::find(keys.begin(), keys.end(), key) - keys.begin());
}

/// A fragment of the source, short enough for a message.
std::string_view excerpt(std::string_view raw) {
  constexpr std::size_t kMost = 60;
  if (raw.size() <= kMost) return raw;
  std::size_t end = kMost;
  while (end > 0 && (static_cast<unsigned char>(raw[end]) & 0xC0) == 0x80) --end;
  return raw.substr(0, end);
}

/// "found …" for a value: its kind, and what it says where that is short.
std::string describe(Value value) {
  switch (value.kind()) {
    case Kind::kString:
      return fmt::format("the string {}{}", excerpt(value.raw()), value.raw().size() > 60 ? "…" : "");
    case Kind::kNumber:
      return fmt::format("the number {}{}", excerpt(value.raw()), value.raw().size() > 60 ? "…" : "");
    default:
      return std::string(json::kind_name(value.kind()));
  }
}

std::string did_you_mean(std::string_view name) {
  return fmt::format("; did you mean \"{}\"?", name);
}

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& names, std::string_view name) {
  return index_of(names, name) < N;
}

}  // namespace

// --- errors -----------------------------------------------------------------------------------------------------

void Reader::error(const ErrorKind& kind, Value where, const PathNode& place, std::string message,
                   std::string setting) {
  std::vector<const PathNode*> way;
  for (const PathNode* step = &place; step != nullptr; step = step->parent) way.push_back(step);
  std::string pointer;
  for (auto step = way.rbegin(); step != way.rend(); ++step) {
    if ((*step)->parent == nullptr) continue;  // the root has no token
    pointer += '/';
    pointer += (*step)->key.empty() ? std::to_string((*step)->index) : json::pointer_token((*step)->key);
  }
  add({.code = std::string(kind.code),
       .name = std::string(kind.name),
       .message = std::move(message),
       .pointer = std::move(pointer),
       .range = {.begin = {.offset = where.begin()}, .end = {.offset = where.end()}},
       .setting = std::move(setting)});
}

void Reader::add(Error error) {
  ++error_count_;
  // One beyond the limit is kept, so that finish() knows that there are more.
  if (errors_.size() <= options_.limits.errors) errors_.push_back(std::move(error));
}

void Reader::wrong_type(Value value, const PathNode& place, std::string_view expected) {
  error(kWrongType, value, place, fmt::format("expected {}, found {}", expected, describe(value)));
}

void Reader::wrong_field(Value value, const PathNode& place, std::string_view key, std::string_view expected) {
  wrong_type(value, {&place, key}, fmt::format("a {} as \"{}\"", expected, key));
}

void Reader::missing(Value object, const PathNode& place, std::string_view key, std::string_view owner,
                     std::string_view other_key) {
  std::string message = fmt::format("expected \"{}\" in {}, found none", key, owner);
  const std::string_view known[] = {key, other_key.empty() ? key : other_key};
  for (const json::Member& member : object.members()) {
    if (const auto meant = near_miss(member.key.text(), known)) {
      message += fmt::format("; did you mean \"{}\" by {}?", *meant, excerpt(member.key.raw()));
      break;
    }
  }
  error(kMissingField, object, place, std::move(message));
}

void Reader::over_limit(Value where, const PathNode& place, std::string_view what, std::string_view limit,
                        std::size_t value) {
  error(kInvalidJson, where, place,
        fmt::format("expected at most {} {}, found more; if that is meant, raise the {} limit", value, what, limit),
        std::string(limit));
}

void Reader::finish() {
  if (errors_.empty()) return;
  const bool more = errors_.size() > options_.limits.errors;
  if (more) errors_.pop_back();
  std::stable_sort(errors_.begin(), errors_.end(), [](const Error& left, const Error& right) {
    return std::pair(left.range.begin.offset, std::string_view(left.code)) <
           std::pair(right.range.begin.offset, std::string_view(right.code));
  });
  if (more) {
    errors_.push_back(
        {.code = std::string(kInvalidJson.code),
         .name = std::string(kInvalidJson.name),
         .message = fmt::format("there are more than {} errors, and the rest is not listed; to see more, raise the "
                                "max-errors limit",
                                options_.limits.errors),
         .pointer = "",
         .range = {.begin = {.offset = bytes_.size()}, .end = {.offset = bytes_.size()}},
         .setting = "max-errors"});
  }
  Locator::locate(bytes_, errors_);
}

// --- objects ----------------------------------------------------------------------------------------------------

namespace {

/// The index of a key among names that the compiler knows, so that each comparison is of a known length; their number
/// where it is none of them.
template <const auto& kNames, std::size_t... kIndex>
[[gnu::always_inline]] inline std::size_t index_among(std::string_view key, std::index_sequence<kIndex...> /*all*/) {
  std::size_t index = sizeof...(kIndex);
  const auto is_here = [&](std::size_t here, bool is_same) {
    if (is_same) index = here;
    return is_same;
  };
  static_cast<void>(
      (... || is_here(kIndex, key.size() == kNames[kIndex].size() &&
                                  std::memcmp(key.data(), kNames[kIndex].data(), kNames[kIndex].size()) == 0)));
  return index;
}

}  // namespace

template <const auto& kNames>
Reader::Fields<kNames.size()> Reader::sort_fields(Value object) {
  constexpr std::size_t kCount = kNames.size();
  Fields<kCount> fields;
  std::size_t next = 0;  // keys mostly come in their plain order
  for (const json::Member& member : object.members()) {
    const std::size_t index = index_among<kNames>(member.key.text(), std::make_index_sequence<kCount>());
    if (index < next || index == kCount || !is_plain(member.value)) fields.plain = false;
    if (index == kCount) continue;
    next = index + 1;
    if (!fields.values[index]) fields.values[index] = member.value;
  }
  return fields;
}

template <std::size_t N>
OriginalMembers Reader::written(Value object, const std::array<std::string_view, N>& keys) {
  OriginalMembers members;
  for (const json::Member& member : object.members()) {
    const std::string_view key = member.key.text();
    const bool from_model = contains(keys, key) && is_plain(member.value);
    members.push_back({std::string(key), from_model ? std::string() : std::string(member.value.raw())});
  }
  return members;
}

[[gnu::always_inline]] inline std::optional<std::string_view> Reader::read_string(Value value, const PathNode& place,
                                                                                  std::string_view key) {
  if (!value) return std::nullopt;
  if (value.is(Kind::kString)) return value.text();
  wrong_field(value, place, key, "string");
  return std::nullopt;
}

[[gnu::always_inline]] inline std::optional<double> Reader::read_number(Value value, const PathNode& place,
                                                                        std::string_view key) {
  if (!value) return std::nullopt;
  if (value.is(Kind::kNumber)) return to_double(value.raw());
  wrong_field(value, place, key, "number");
  return std::nullopt;
}

// --- documents --------------------------------------------------------------------------------------------------

Result<Sequence> Reader::read(Expect expect) {
  read_document(expect);
  if (errors_.empty()) return std::move(sequence_);
  return std::move(errors_);
}

Result<Sequence> Reader::read(Value value, Expect expect) {
  if (check_size(value.raw().size())) read_root(value, expect);
  finish();
  if (errors_.empty()) return std::move(sequence_);
  return std::move(errors_);
}

PartialDocument Reader::read_all(Expect expect) {
  read_document(expect);
  return {.sequence = std::move(sequence_),
          .broken = std::move(broken_),
          .errors = std::move(errors_),
          .has_steps = has_steps_};
}

bool Reader::check_size(std::size_t size) {
  constexpr std::size_t kMostBytes = 0xffffffffu;
  const std::size_t most = std::min(options_.limits.document, kMostBytes);
  if (size <= most) return true;
  add({.code = std::string(kInvalidJson.code),
       .name = std::string(kInvalidJson.name),
       .message = fmt::format("expected a document of at most {} bytes, found more; if that is meant, raise the "
                              "max-document limit",
                              most),
       .pointer = "",
       .range = {},
       .setting = "max-document"});
  return false;
}

void Reader::read_document(Expect expect) {
  const Limits& limits = options_.limits;
  if (!check_size(bytes_.size())) return;
  document_.read(bytes_, {.nesting = limits.nesting, .faults = limits.errors});
  for (const json::Fault& fault : document_.faults()) {
    const bool is_too_deep = fault.kind == json::Fault::Kind::kTooDeep;
    add({.code = std::string(kInvalidJson.code),
         .name = std::string(kInvalidJson.name),
         .message = fault.message + (is_too_deep ? "; if that is meant, raise the max-nesting limit" : ""),
         .pointer = fault.pointer,
         .range = {.begin = {.offset = fault.begin}, .end = {.offset = fault.end}},
         .setting = is_too_deep ? "max-nesting" : ""});
    fault_offsets_.push_back(fault.begin);
  }
  std::sort(fault_offsets_.begin(), fault_offsets_.end());
  if (document_.readable()) read_root(document_.root(), expect);
  finish();
}

bool Reader::has_fault(std::size_t begin, std::size_t end) const {
  const auto first = std::lower_bound(fault_offsets_.begin(), fault_offsets_.end(), begin);
  return first != fault_offsets_.end() && *first < end;
}

void Reader::read_root(Value root, Expect expect) {
  const PathNode place;
  if (root.is(Kind::kArray)) {
    if (expect == Expect::kSegments || (expect == Expect::kEither && holds_segments(root))) {
      read_segments_document(root, place);
    } else {
      sequence_.shape = Shape::kSteps;
      read_steps(root, place);
    }
    return;
  }
  if (expect == Expect::kSegments) {
    wrong_type(root, place, "an array of segments");
  } else if (root.is(Kind::kObject)) {
    const auto body = sort_fields<kBodyKeys>(root);
    const bool has_steps = static_cast<bool>(body.values[1]);
    if (!has_steps && sort_fields<kCampaignKeys>(root).values[0]) {
      read_campaign(root);
    } else {
      read_body(root, body, place);
    }
  } else {
    wrong_type(root, place, "an object with \"steps\", or an array of steps");
  }
}

void Reader::read_campaign(Value object) {
  const PathNode root;
  const auto fields = sort_fields<kCampaignKeys>(object);
  sequence_.shape = Shape::kCampaign;
  if (!fields.plain) sequence_.campaign = written(object, kCampaignKeys);
  const Value inner = fields.values[0];
  const PathNode place{&root, "sequence"};
  if (inner.is(Kind::kObject)) {
    read_body(inner, sort_fields<kBodyKeys>(inner), place);
  } else {
    wrong_type(inner, place, "an object with \"steps\" as \"sequence\"");
  }
}

void Reader::read_body(Value object, const Fields<kBodyKeys.size()>& fields, const PathNode& place) {
  const auto& [version, steps] = fields.values;
  sequence_.version = read_number(version, place, "version");
  if (!fields.plain) sequence_.original = written(object, kBodyKeys);
  const PathNode inside{&place, "steps"};
  if (!steps) {
    missing(object, place, "steps", "a sequence", "sequence");
  } else if (!steps.is(Kind::kArray)) {
    wrong_type(steps, inside, "an array as \"steps\"");
  } else {
    read_steps(steps, inside);
  }
}

/// An array is one of steps unless its first element says that it is one of segments.
bool Reader::holds_segments(Value array) const {
  for (const Value first : array.elements()) {
    const auto fields = sort_fields<kStepKeys>(first);
    const auto& [id, rank, type, data] = fields.values;
    if (sort_fields<kMessageKeys>(first).values[0] || infer_type(data) != StepType::kUnknown) return false;
    if (!type || !type.is(Kind::kString)) return false;
    if (step_type(type.text()) != StepType::kUnknown) return false;
    return contains(kSegmentTypes, type.text()) || near_miss(type.text(), kSegmentTypes).has_value();
  }
  return false;
}

void Reader::read_segments_document(Value array, const PathNode& place) {
  sequence_.shape = Shape::kSegments;
  Message message;
  read_segments(array, place, message.segments);
  sequence_.steps.push_back({.action = std::move(message), .id = {}, .rank = {}, .original = {}});
  if (error_count_ > 0) broken_.push_back(0);
  has_steps_ = true;
}

// --- steps ------------------------------------------------------------------------------------------------------

void Reader::read_steps(Value array, const PathNode& place) {
  has_steps_ = true;
  const std::size_t limit = options_.limits.steps;
  sequence_.steps.reserve(std::min(array.at_least(), limit));
  std::size_t index = 0;
  for (const Value value : array.elements()) {
    const PathNode inside{&place, {}, index};
    if (index == limit) {
      over_limit(value, inside, "steps", "max-steps", limit);
      return;
    }
    const std::size_t errors = error_count_;
    const bool is_whole = read_step(value, inside, sequence_.steps.emplace_back());
    if (!is_whole || error_count_ > errors || has_fault(value.begin(), value.end())) broken_.push_back(index);
    ++index;
  }
}

Reader::StepType Reader::step_type(std::string_view type) const {
  if (same_text(type, kMessageType)) return StepType::kMessage;
  if (same_text(type, kDelayType)) return StepType::kDelay;
  const auto& extra = options_.like_tags;
  if (contains(kLikeTypes, type) || std::find(extra.begin(), extra.end(), type) != extra.end()) return StepType::kLike;
  return StepType::kUnknown;
}

/// A stored body may leave the type away; the data tells.
Reader::StepType Reader::infer_type(Value data) const {
  if (!data) return StepType::kUnknown;
  if (sort_fields<kMessageKeys>(data).values[0]) return StepType::kMessage;
  if (sort_fields<kDelayKeys>(data).values[0]) return StepType::kDelay;
  return StepType::kUnknown;
}

bool Reader::read_step(Value value, const PathNode& place, Step& step) {
  if (!value.is(Kind::kObject)) {
    wrong_type(value, place, "an object as a step");
    step.action.emplace<Like>().tag.clear();
    return false;
  }
  const auto fields = sort_fields<kStepKeys>(value);
  const auto& [id, rank, type, data] = fields.values;

  StepType kind = StepType::kUnknown;
  if (!type) {
    kind = infer_type(data);
    if (kind == StepType::kUnknown) missing(value, place, "type", "a step (message, delay or like-tweet)");
  } else if (const auto tag = read_string(type, place, "type")) {
    kind = step_type(*tag);
  }
  // Even where the type is wrong the data is looked at, so that its errors are told in the same go.
  const bool known_type = kind != StepType::kUnknown;
  if (!known_type) kind = infer_type(data);
  if (!known_type && type && type.is(Kind::kString)) {
    const auto meant = unknown_step_type(type, {&place, "type"});
    if (kind == StepType::kUnknown && meant) kind = step_type(*meant);
  }

  if (const auto text = read_string(id, place, "id")) step.id.emplace(*text);
  step.rank = read_number(rank, place, "rank");
  if (!fields.plain || !type) step.original = written(value, kStepKeys);

  bool whole = false;
  switch (kind) {
    case StepType::kMessage:
      whole = read_message(data, value, place, step.action.emplace<Message>());
      break;
    case StepType::kDelay:
      whole = read_delay(data, value, place, step.action.emplace<Delay>());
      break;
    case StepType::kLike: {
      Like& like = step.action.emplace<Like>();
      like.tag = type.text();
      whole = read_like(data, place, like);
      break;
    }
    case StepType::kUnknown:
      step.action.emplace<Like>().tag = type && type.is(Kind::kString) ? type.text() : std::string_view();
      break;
  }
  return whole && known_type;
}

std::optional<std::string_view> Reader::unknown_step_type(Value type, const PathNode& place) {
  const std::string_view tag = type.text();
  std::vector<std::string_view> known = {kMessageType, kDelayType};
  known.insert(known.end(), kLikeTypes.begin(), kLikeTypes.end());
  known.insert(known.end(), options_.like_tags.begin(), options_.like_tags.end());
  const auto meant = near_miss(tag, known);
  std::string hint = meant ? did_you_mean(*meant) : std::string();
  if (contains(kSegmentTypes, tag)) hint = "; that is a segment, which stands in a message's \"segments\"";
  error(kUnknownType, type, place,
        fmt::format("expected message, delay or like-tweet as a step's \"type\", found {}{}", describe(type), hint));
  return meant;
}

bool Reader::read_message(Value data, Value owner, const PathNode& place, Message& message) {
  const PathNode inside{&place, "data"};
  if (!data) {
    missing(owner, place, "data", "a message step");
    return false;
  }
  if (!data.is(Kind::kObject)) {
    wrong_type(data, inside, "an object with \"segments\" as a message's \"data\"");
    return false;
  }
  const auto fields = sort_fields<kMessageKeys>(data);
  const Value segments = fields.values[0];
  const PathNode within{&inside, "segments"};
  if (!segments) {
    missing(data, inside, "segments", "a message's \"data\"");
    return false;
  }
  if (!segments.is(Kind::kArray)) {
    wrong_type(segments, within, "an array as \"segments\"");
    return false;
  }
  if (!fields.plain) message.original = written(data, kMessageKeys);
  read_segments(segments, within, message.segments);
  return true;
}

bool Reader::read_delay(Value data, Value owner, const PathNode& place, Delay& delay) {
  const PathNode inside{&place, "data"};
  if (!data) {
    missing(owner, place, "data", "a delay step");
    return false;
  }
  if (!data.is(Kind::kObject)) {
    wrong_type(data, inside, "an object with \"delaySeconds\" as a delay's \"data\"");
    return false;
  }
  const auto fields = sort_fields<kDelayKeys>(data);
  const auto& [seconds, unit] = fields.values;
  if (!fields.plain) delay.original = written(data, kDelayKeys);
  if (const auto text = read_string(unit, inside, "unit")) delay.unit.emplace(*text);
  if (!seconds) {
    missing(data, inside, "delaySeconds", "a delay's \"data\"");
    return false;
  }
  if (seconds.is(Kind::kNumber)) {
    const WholeNumber number = whole_number(seconds.raw());
    delay.duration = std::chrono::seconds(number.value);
    if (number.state == WholeNumber::State::kWhole) return true;
  }
  wrong_type(seconds, {&inside, "delaySeconds"}, "a whole number of seconds from 0 to 2^53 as \"delaySeconds\"");
  return false;
}

bool Reader::read_like(Value data, const PathNode& place, Like& like) {
  if (!data) return true;
  if (!data.is(Kind::kObject) && !data.is(Kind::kNull)) {
    wrong_type(data, {&place, "data"}, "an object, null or nothing as a like's \"data\"");
    return false;
  }
  like.data = data.raw();
  return true;
}

// --- segments ---------------------------------------------------------------------------------------------------

void Reader::read_segments(Value array, const PathNode& place, std::vector<Segment>& segments) {
  const std::size_t limit = options_.limits.segments;
  segments.reserve(std::min(array.at_least(), limit));
  std::size_t index = 0;
  for (const Value value : array.elements()) {
    const PathNode inside{&place, {}, index};
    if (index == limit) {
      over_limit(value, inside, "segments in one message", "max-segments", limit);
      return;
    }
    if (!read_segment(value, inside, segments.emplace_back())) segments.pop_back();
    ++index;
  }
}

bool Reader::read_segment(Value value, const PathNode& place, Segment& segment) {
  if (!value.is(Kind::kObject)) {
    wrong_type(value, place, "an object as a segment");
    return false;
  }
  const auto fields = sort_fields<kSegmentKeys>(value);
  const Value type = fields.values[0];
  if (!type) {
    missing(value, place, "type", "a segment (static, variable or variation)");
    return false;
  }
  if (!read_string(type, place, "type")) return false;
  switch (index_among<kSegmentTypes>(type.text(), std::make_index_sequence<kSegmentTypes.size()>())) {
    case 0:
      return read_static(value, fields, place, segment);
    case 1:
      return read_variable(value, fields, place, segment);
    case 2:
      return read_variation(value, fields, place, segment);
    default:
      break;
  }

  // Read as what it was meant to be, so that its other errors are told in the same go.
  const std::string_view meant = unknown_segment_type(type, {&place, "type"});
  if (meant == kSegmentTypes[0]) read_static(value, fields, place, segment);
  if (meant == kSegmentTypes[1]) read_variable(value, fields, place, segment);
  if (meant == kSegmentTypes[2]) read_variation(value, fields, place, segment);
  return false;
}

std::string_view Reader::unknown_segment_type(Value type, const PathNode& place) {
  const std::string_view tag = type.text();
  const std::string_view meant = near_miss(tag, kSegmentTypes).value_or("");
  std::string hint = meant.empty() ? std::string() : did_you_mean(meant);
  if (step_type(tag) != StepType::kUnknown) hint = "; that is a step, which stands in the sequence's \"steps\"";
  error(
      kUnknownType, type, place,
      fmt::format("expected static, variable or variation as a segment's \"type\", found {}{}", describe(type), hint));
  return meant;
}

bool Reader::read_static(Value object, const SegmentFields& fields, const PathNode& place, Segment& segment) {
  const Value text = fields.values[1];
  if (!fields.plain_with(1, 1)) segment.original = written(object, kStaticKeys);
  if (!text) missing(object, place, "text", "a static segment");
  const auto content = read_string(text, place, "text");
  if (!content) return false;
  segment.content.emplace<Static>(Static{std::string(*content)});
  return true;
}

bool Reader::read_variable(Value object, const SegmentFields& fields, const PathNode& place, Segment& segment) {
  const Value name = fields.values[2];
  const Value fallback = fields.values[3];
  if (!fields.plain_with(2, 3)) segment.original = written(object, kVariableKeys);
  if (!name) missing(object, place, "name", "a variable segment");
  const auto content = read_string(name, place, "name");
  Variable& variable = segment.content.emplace<Variable>();
  if (content) variable.name = std::string(*content);
  if (!fallback || fallback.is(Kind::kNull)) return content.has_value();
  if (!fallback.is(Kind::kString)) {
    wrong_type(fallback, {&place, "fallback"}, "a string or null as \"fallback\"");
    return false;
  }
  variable.fallback.emplace(fallback.text());
  return content.has_value();
}

bool Reader::read_variation(Value object, const SegmentFields& fields, const PathNode& place, Segment& segment) {
  const Value options = fields.values[4];
  if (!fields.plain_with(4, 4)) segment.original = written(object, kVariationKeys);
  const PathNode inside{&place, "options"};
  if (!options) {
    missing(object, place, "options", "a variation segment");
    return false;
  }
  if (!options.is(Kind::kArray)) {
    wrong_type(options, inside, "an array of strings as \"options\"");
    return false;
  }
  const std::size_t limit = options_.limits.options;
  Variation& variation = segment.content.emplace<Variation>();
  variation.options.reserve(std::min(options.at_least(), limit));
  std::size_t index = 0;
  for (const Value option : options.elements()) {
    const PathNode within{&inside, {}, index};
    if (index == limit) {
      over_limit(option, within, "options in one variation", "max-options", limit);
      break;
    }
    if (option.is(Kind::kString)) {
      variation.options.emplace_back(option.text());
    } else {
      wrong_type(option, within, "a string as an option");
    }
    ++index;
  }
  return true;
}

// --- the public face --------------------------------------------------------------------------------------------

Result<Sequence> parse_sequence(std::string_view bytes, const ParseOptions& options) {
  return Reader(bytes, options).read(Reader::Expect::kSteps);
}

Result<Sequence> parse_segments(std::string_view bytes, const ParseOptions& options) {
  return Reader(bytes, options).read(Reader::Expect::kSegments);
}

Result<Sequence> parse_document(std::string_view bytes, const ParseOptions& options) {
  return Reader(bytes, options).read(Reader::Expect::kEither);
}

Result<Sequence> parse_document(const json::Value& document, const ParseOptions& options) {
  const std::string_view raw = document.raw();
  const std::string_view bytes(raw.data() - document.begin(), document.end());
  return Reader(bytes, options).read(document, Reader::Expect::kEither);
}

PartialDocument parse_partial(std::string_view bytes, const ParseOptions& options) {
  return Reader(bytes, options).read_all(Reader::Expect::kEither);
}

}  // namespace segue
