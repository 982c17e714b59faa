// Writes a Sequence as JSON: each object's members in the order they were read, known ones from the model.

#include <algorithm>
#include <string>

#include "base/escape.h"
#include "base/number.h"
#include "segue/schedule.h"
#include "segue/sequence.h"
#include "sequence/keys.h"

namespace segue {
namespace {

/// Writes one object. Known members are offered in their plain order with a function that writes the value; they
/// come out in the order in which they were read, unknown ones between them, new ones at the end.
class ObjectWriter {
 public:
  ObjectWriter(std::string& out, const OriginalMembers& written) : out_(out), original_(written) { out_ += '{'; }

  /// One member of the model. A member that `is_set` is not, is left out, or null where it was read as null.
  struct Known {
    std::string_view key;
    bool is_set;
    bool always;  ///< false: written only where it was read, or where nothing was read at all
  };

  template <std::size_t N, class WriteValue>
  void write(const Known (&known)[N], WriteValue&& write_value) {
    for (const OriginalMember& member : original_) {
      const auto* field =
          std::find_if(std::begin(known), std::end(known), [&](const Known& k) { return k.key == member.key; });
      if (field == std::end(known)) {
        if (member.json.empty()) continue;  // known to what stood here before the model was changed
        key(member.key);
        out_ += member.json;
      } else if (field->is_set) {
        key(member.key);
        write_value(field->key, member.json);
      } else if (member.json == "null") {
        key(member.key);
        out_ += "null";
      }
    }
    for (const Known& field : known) {
      const auto was_read = [&](const OriginalMember& member) { return member.key == field.key; };
      if (!field.is_set || std::any_of(original_.begin(), original_.end(), was_read)) continue;
      if (!field.always && !original_.empty()) continue;
      key(field.key);
      write_value(field.key, std::string_view());
    }
    out_ += '}';
  }

 private:
  void key(std::string_view name) {
    if (!first_) out_ += ',';
    first_ = false;
    append_json_string(out_, name);
    out_ += ':';
  }

  std::string& out_;
  const OriginalMembers& original_;
  bool first_ = true;
};

/// A number as it was spelled, as long as the model still holds it.
void write_number(std::string& out, double value, std::string_view spelling) {
  if (!spelling.empty() && to_double(spelling) == value) {
    out += spelling;
  } else {
    out += plain_number(value);
  }
}

/// Whether a delay may be written as it was spelled, since the model still holds it.
bool is_spelled(std::chrono::seconds duration, std::string_view spelling) {
  const WholeNumber number = whole_number(spelling);
  return number.state == WholeNumber::State::kWhole && number.value == duration.count();
}

bool is_writable(const std::optional<double>& number, const OriginalMembers& written, std::string_view key) {
  if (!number) return false;
  if (!plain_number(*number).empty()) return true;
  // Only a spelling can say what no double holds (1e400).
  return std::any_of(written.begin(), written.end(), [&](const OriginalMember& member) {
    return member.key == key && !member.json.empty() && to_double(member.json) == *number;
  });
}

class Writer {
 public:
  explicit Writer(std::string& out) : out_(out) {}

  void write(const Sequence& sequence) {
    switch (sequence.shape) {
      case Shape::kSegments:
        if (!is_segment_array(sequence)) return write_steps(sequence.steps);
        return write_segments(std::get<Message>(sequence.steps.front().action).segments);
      case Shape::kSteps:
        return write_steps(sequence.steps);
      case Shape::kBody:
        return write_body(sequence);
      case Shape::kCampaign:
        return ObjectWriter(out_, sequence.campaign)
            .write({{kCampaignKeys[0], true, true}}, [&](std::string_view, std::string_view) { write_body(sequence); });
    }
  }

 private:
  void write_body(const Sequence& sequence) {
    ObjectWriter(out_, sequence.original)
        .write({{"version", is_writable(sequence.version, sequence.original, "version"), true}, {"steps", true, true}},
               [&](std::string_view key, std::string_view spelling) {
                 if (key == "version") {
                   write_number(out_, *sequence.version, spelling);
                 } else {
                   write_steps(sequence.steps);
                 }
               });
  }

  template <class T, class WriteOne>
  void write_array(const std::vector<T>& values, WriteOne&& write_one) {
    out_ += '[';
    bool first = true;
    for (const T& value : values) {
      if (!first) out_ += ',';
      first = false;
      write_one(value);
    }
    out_ += ']';
  }

  void write_steps(const std::vector<Step>& steps) {
    write_array(steps, [&](const Step& step) { write_step(step); });
  }

  void write_segments(const std::vector<Segment>& segments) {
    write_array(segments, [&](const Segment& segment) { write_segment(segment); });
  }

  void write_step(const Step& step) {
    const auto* like = std::get_if<Like>(&step.action);
    const bool has_data = like == nullptr || !like->data.empty();
    // A type that was left away stays away: the data says it.
    ObjectWriter(out_, step.original)
        .write({{"id", step.id.has_value(), true},
                {"rank", is_writable(step.rank, step.original, "rank"), true},
                {"type", true, like != nullptr},
                {"data", has_data, true}},
               [&](std::string_view key, std::string_view spelling) {
                 if (key == "id") {
                   append_json_string(out_, *step.id);
                 } else if (key == "rank") {
                   write_number(out_, *step.rank, spelling);
                 } else if (key == "type") {
                   append_json_string(out_, type_of(step));
                 } else {
                   write_data(step);
                 }
               });
  }

  static std::string_view type_of(const Step& step) {
    if (const auto* like = std::get_if<Like>(&step.action)) return like->tag;
    return std::holds_alternative<Message>(step.action) ? kMessageType : kDelayType;
  }

  void write_data(const Step& step) {
    if (const auto* like = std::get_if<Like>(&step.action)) {
      out_ += like->data;
    } else if (const auto* delay = std::get_if<Delay>(&step.action)) {
      write_delay(*delay);
    } else {
      const auto& message = std::get<Message>(step.action);
      ObjectWriter(out_, message.original).write({{"segments", true, true}}, [&](std::string_view, std::string_view) {
        write_segments(message.segments);
      });
    }
  }

  void write_delay(const Delay& delay) {
    ObjectWriter(out_, delay.original)
        .write({{"delaySeconds", true, true}, {"unit", delay.unit.has_value(), true}},
               [&](std::string_view key, std::string_view spelling) {
                 if (key == "unit") {
                   append_json_string(out_, *delay.unit);
                 } else if (!spelling.empty() && is_spelled(delay.duration, spelling)) {
                   out_ += spelling;
                 } else {
                   out_ += std::to_string(delay.duration.count());
                 }
               });
  }

  void write_segment(const Segment& segment) {
    ObjectWriter object(out_, segment.original);
    if (const auto* text = std::get_if<Static>(&segment.content)) {
      object.write({{"type", true, true}, {"text", true, true}}, [&](std::string_view key, std::string_view) {
        append_json_string(out_, key == "type" ? kSegmentTypes[0] : std::string_view(text->text));
      });
    } else if (const auto* variable = std::get_if<Variable>(&segment.content)) {
      object.write({{"type", true, true}, {"name", true, true}, {"fallback", variable->fallback.has_value(), true}},
                   [&](std::string_view key, std::string_view) {
                     if (key == "type") {
                       append_json_string(out_, kSegmentTypes[1]);
                     } else {
                       append_json_string(out_, key == "name" ? variable->name : *variable->fallback);
                     }
                   });
    } else {
      const auto& variation = std::get<Variation>(segment.content);
      object.write({{"type", true, true}, {"options", true, true}}, [&](std::string_view key, std::string_view) {
        if (key == "type") {
          append_json_string(out_, kSegmentTypes[2]);
        } else {
          write_array(variation.options, [&](const std::string& option) { append_json_string(out_, option); });
        }
      });
    }
  }

  std::string& out_;
};

}  // namespace

std::string write_sequence(const Sequence& sequence) {
  std::string out;
  Writer(out).write(sequence);
  return out;
}

}  // namespace segue
