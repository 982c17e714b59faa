// Checks a Sequence that a program made or changed: whatever would keep write_sequence() from writing a document that
// reads back as the same sequence, or a message from being compiled. In the order of the document.

#include <algorithm>
#include <cmath>
#include <set>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "base/number.h"
#include "base/utf8.h"
#include "json/json.h"
#include "segue/codes.h"
#include "segue/schedule.h"
#include "segue/sequence.h"
#include "sequence/keys.h"

namespace segue {
namespace {

using json::pointer_token;

std::string at(const std::string& object, std::string_view key) {
  return object + '/' + pointer_token(key);
}
std::string at(const std::string& array, std::size_t index) {
  return array + '/' + std::to_string(index);
}

class Validator {
 public:
  Validator(const Sequence& sequence, const ParseOptions& options) : sequence_(sequence), options_(options) {}

  std::vector<Error> validate() {
    if (sequence_.shape == Shape::kCampaign) check_campaign();
    const std::string body = sequence_.shape == Shape::kCampaign ? "/sequence" : "";
    if (sequence_.shape == Shape::kBody || sequence_.shape == Shape::kCampaign) {
      check_original(sequence_.original, body, std::span(kBodyKeys).first(1));
      check_number(sequence_.version, sequence_.original, body, "version");
    }
    const std::string steps = steps_pointer(sequence_);
    check_count(sequence_.steps.size(), steps, "steps", "max-steps", options_.limits.steps);
    for (std::size_t i = 0; i < sequence_.steps.size(); ++i) check_step(sequence_.steps[i], i);
    check_size();
    return std::move(errors_);
  }

 private:
  // --- the parts of a sequence ---

  void check_campaign() {
    check_original(sequence_.campaign, "", {});
    // Next to "steps", "sequence" is an unknown key like any other.
    if (has_json(sequence_.campaign, kBodyKeys[1])) {
      error(kWrongType, "/steps", "expected no \"steps\" next to a campaign's \"sequence\", found one; remove it");
    }
  }

  void check_step(const Step& step, std::size_t index) {
    const std::string place = step_pointer(sequence_, index);
    if (!is_segment_array(sequence_)) {
      if (step.id) check_text(*step.id, at(place, "id"));
      check_original(step.original, place, std::span(kStepKeys).subspan(1, 1));
      check_null(step.original, place, "id", step.id.has_value());
      check_number(step.rank, step.original, place, "rank");
    }
    if (const auto* message = std::get_if<Message>(&step.action)) {
      check_message(*message, index);
    } else if (const auto* delay = std::get_if<Delay>(&step.action)) {
      check_delay(*delay, step, place);
    } else {
      check_like(std::get<Like>(step.action), place);
    }
  }

  void check_message(const Message& message, std::size_t step) {
    const std::string segments = segments_pointer(sequence_, step);
    if (!is_segment_array(sequence_)) check_original(message.original, step_pointer(sequence_, step) + "/data", {});
    check_count(message.segments.size(), segments, "segments in one message", "max-segments", options_.limits.segments);
    for (std::size_t i = 0; i < message.segments.size(); ++i) check_segment(message.segments[i], at(segments, i));
  }

  void check_segment(const Segment& segment, const std::string& place) {
    check_original(segment.original, place, {});
    if (const auto* text = std::get_if<Static>(&segment.content)) {
      check_text(text->text, at(place, "text"));
    } else if (const auto* variable = std::get_if<Variable>(&segment.content)) {
      check_text(variable->name, at(place, "name"));
      if (variable->fallback) check_text(*variable->fallback, at(place, "fallback"));
    } else {
      check_options(std::get<Variation>(segment.content).options, at(place, "options"));
    }
  }

  void check_options(const std::vector<std::string>& options, const std::string& place) {
    if (options.empty()) error(kEmptyVariation, place, "expected at least one option in a variation, found none");
    check_count(options.size(), place, "options in one variation", "max-options", options_.limits.options);
    for (std::size_t i = 0; i < options.size(); ++i) check_text(options[i], at(place, i));
  }

  void check_delay(const Delay& delay, const Step& step, const std::string& place) {
    const std::string data = at(place, "data");
    check_original(delay.original, data, std::span(kDelayKeys).first(1));
    if (delay.unit) check_text(*delay.unit, at(data, "unit"));
    check_null(delay.original, data, "unit", delay.unit.has_value());
    const bool is_valid = delay.duration >= std::chrono::seconds(0) && delay.duration <= kLatestTime;
    if (!is_valid) {
      error(kWrongType, at(data, "delaySeconds"),
            fmt::format("expected a delay from 0 to 2^53 seconds, found {}", delay.duration.count()));
    }
    if (!timeline_.add(step) && is_valid) {
      error(kWrongType, at(data, "delaySeconds"),
            "expected delays that add up to at most 2^53 seconds, found more; shorten a delay");
    }
    // A type that was left out is inferred from the data, where "segments" comes first.
    const bool has_type = step.original.empty() || has_member(step.original, "type");
    if (!has_type && has_json(delay.original, kMessageKeys[0])) {
      error(kMissingField, place, "expected \"type\" in a delay whose \"data\" has \"segments\" as well, found none");
    }
  }

  void check_like(const Like& like, const std::string& place) {
    const auto& extra = options_.like_tags;
    const bool is_known = std::find(kLikeTypes.begin(), kLikeTypes.end(), like.tag) != kLikeTypes.end() ||
                          std::find(extra.begin(), extra.end(), like.tag) != extra.end();
    const bool is_taken = like.tag == kMessageType || like.tag == kDelayType;
    if (check_text(like.tag, at(place, "type")) && (!is_known || is_taken)) {
      error(kUnknownType, at(place, "type"),
            fmt::format("expected {} or a tag of ParseOptions::like_tags as a like's tag, found \"{}\"",
                        fmt::join(kLikeTypes, ", "), like.tag));
    }
    const std::string data = at(place, "data");
    if (like.data.empty() || !check_json(like.data, data)) return;
    const json::Kind kind = document_.root().kind();
    if (kind != json::Kind::kObject && kind != json::Kind::kNull) {
      error(kWrongType, data,
            fmt::format("expected an object, null or nothing as a like's data, found {}", json::kind_name(kind)));
    }
  }

  // --- what parts have in common ---

  /// Members as they were read. `numbers`: the keys among them whose values are numbers, which may be spelled here.
  void check_original(const OriginalMembers& members, const std::string& object,
                      std::span<const std::string_view> numbers) {
    std::set<std::string_view> keys;
    for (const OriginalMember& member : members) {
      const std::string place = at(object, member.key);
      if (!check_text(member.key, object)) continue;
      if (!keys.insert(member.key).second) {
        error(kInvalidJson, place, "expected each key once in OriginalMembers, found this one twice");
      }
      if (member.json.empty() || !check_json(member.json, place)) continue;
      if (std::find(numbers.begin(), numbers.end(), member.key) == numbers.end()) continue;
      const json::Value value = document_.root();
      if (value.is(json::Kind::kNumber) && value.raw().size() == member.json.size()) continue;
      error(kWrongType, place,
            fmt::format("expected a number without space around it, found {}", json::kind_name(value.kind())));
    }
  }

  /// A member that the model does not have is written as null where it was read as null, which only some may be.
  void check_null(const OriginalMembers& members, const std::string& object, std::string_view key, bool is_set) {
    const bool is_null = std::any_of(members.begin(), members.end(), [&](const OriginalMember& member) {
      return member.key == key && member.json == "null";
    });
    if (is_null && !is_set) error(kWrongType, at(object, key), "expected a string, found null");
  }

  /// A number that is not finite is written as it was spelled, if it was.
  void check_number(const std::optional<double>& value, const OriginalMembers& members, const std::string& object,
                    std::string_view key) {
    if (!value || std::isfinite(*value)) return;
    const bool is_spelled = std::any_of(members.begin(), members.end(), [&](const OriginalMember& member) {
      return member.key == key && !member.json.empty() && to_double(member.json) == *value;
    });
    if (!is_spelled) error(kWrongType, at(object, key), "expected a finite number, found one that JSON cannot express");
  }

  bool check_text(std::string_view text, const std::string& place) {
    const std::size_t offset = utf8::first_invalid(text);
    if (offset == text.size()) return true;
    error(kInvalidJson, place,
          fmt::format("expected UTF-8, found the byte 0x{:02X} at offset {}", static_cast<unsigned char>(text[offset]),
                      offset));
    return false;
  }

  /// JSON text that is written as it is. True: it is the root of document_.
  bool check_json(const std::string& text, const std::string& place) {
    if (text.size() > std::min<std::size_t>(options_.limits.document, 0xffffffffu)) {
      over_limit(place, "bytes", "max-document", options_.limits.document);
      return false;
    }
    if (text.starts_with(utf8::kByteOrderMark)) {
      error(kInvalidJson, place, "expected a JSON value, found a byte order mark");
      return false;
    }
    const auto outer = static_cast<std::size_t>(std::count(place.begin(), place.end(), '/'));
    document_.read(text, {.nesting = options_.limits.nesting - std::min(options_.limits.nesting, outer),
                          .faults = options_.limits.errors});
    for (const json::Fault& fault : document_.faults()) {
      const bool is_too_deep = fault.kind == json::Fault::Kind::kTooDeep;
      error(kInvalidJson, place + fault.pointer,
            fault.message + (is_too_deep ? "; if that is meant, raise the max-nesting limit" : ""),
            is_too_deep ? "max-nesting" : "");
    }
    return document_.readable();
  }

  void check_count(std::size_t count, const std::string& array, std::string_view what, std::string_view limit,
                   std::size_t most) {
    if (count > most) over_limit(at(array, most), what, limit, most);
  }

  void check_size() {
    if (!errors_.empty()) return;
    const std::size_t most = std::min<std::size_t>(options_.limits.document, 0xffffffffu);
    if (write_sequence(sequence_).size() > most) over_limit("", "bytes", "max-document", most);
  }

  static bool has_member(const OriginalMembers& members, std::string_view key) {
    return std::any_of(members.begin(), members.end(), [&](const OriginalMember& member) { return member.key == key; });
  }
  static bool has_json(const OriginalMembers& members, std::string_view key) {
    return std::any_of(members.begin(), members.end(),
                       [&](const OriginalMember& member) { return member.key == key && !member.json.empty(); });
  }

  void over_limit(const std::string& place, std::string_view what, std::string_view limit, std::size_t most) {
    error(kInvalidJson, place,
          fmt::format("expected at most {} {}, found more; if that is meant, raise the {} limit", most, what, limit),
          limit);
  }

  void error(const ErrorKind& kind, std::string pointer, std::string message, std::string_view setting = {}) {
    if (errors_.size() < options_.limits.errors) {
      add(kind, std::move(pointer), std::move(message), setting);
    } else if (errors_.size() == options_.limits.errors) {
      add(kInvalidJson, "",
          fmt::format("there are more than {} errors, and the rest is not listed; to see more, raise the max-errors "
                      "limit",
                      options_.limits.errors),
          "max-errors");
    }
  }

  void add(const ErrorKind& kind, std::string pointer, std::string message, std::string_view setting) {
    errors_.push_back({.code = std::string(kind.code),
                       .name = std::string(kind.name),
                       .message = std::move(message),
                       .pointer = std::move(pointer),
                       .setting = std::string(setting)});
  }

  const Sequence& sequence_;
  const ParseOptions& options_;
  json::Document document_;
  Timeline timeline_;
  std::vector<Error> errors_;
};

}  // namespace

std::vector<Error> validate(const Sequence& sequence, const ParseOptions& options) {
  return Validator(sequence, options).validate();
}

}  // namespace segue
