// record.h: one line of output for one step of one lead, as NDJSON or CSV.
//
// All of a line that does not depend on the lead is written once, when the run begins.

#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/escape.h"
#include "bulk/lines.h"
#include "segue/bulk.h"
#include "segue/template.h"

namespace segue {

/// What a run writes; decided once.
struct RecordStyle {
  OutputFormat format = OutputFormat::kNdjson;
  bool explain = false;
  bool actions = false;  ///< likes are written too
};

/// The line above all others; empty where the format has none.
std::string header_line(const RecordStyle& style);

/// A lead's key as it stands in each of its lines; one after another.
class Key {
 public:
  explicit Key(const RecordStyle& style) : is_csv_(style.format == OutputFormat::kCsv) {}

  /// `key` must stay where it is until the next.
  void set(std::string_view key) {
    text_ = key;
    if (is_csv_ ? csv_needs_quotes(key) : !shape_of(key).json_plain) [[unlikely]]
      encode();
  }
  [[nodiscard]] std::string_view text() const { return text_; }

 private:
  void encode();

  bool is_csv_;
  std::string_view text_;  ///< of the lead, or `encoded_`
  std::string encoded_;
};

/// Writes the lines of one step.
class RecordWriter {
 public:
  /// `after` is the sum of the delays before the step; `max_message` the most bytes of a text.
  RecordWriter(const RecordStyle& style, std::size_t step, std::chrono::seconds after, std::size_t max_message);

  /// The line of a message. Leaves `out` as it was unless it was rendered.
  RenderStatus append_message(Lines& out, const Key& key, const Template& message,
                              std::span<const std::string_view> values, const Picks& picks, Trace& trace) const {
    constexpr std::size_t kUsualText = 512;
    constexpr std::size_t kSpare = 32;  // see Template::render_into()
    const std::size_t around = before_key_.size() + key.text().size() + before_text_.size() + behind_text_.size();
    const std::size_t most = max_message_ + kSpare;
    for (std::size_t wanted = kUsualText;; wanted = most) {
      const std::span<char> room = out.room(around + wanted);
      char* const text =
          before_text_.copy_to(copy_exact(before_key_.copy_to(room.data()), key.text().data(), key.text().size()));
      const std::size_t text_room = room.size() - around;
      const auto written = message.render_into({text, text_room}, values, picks, trace);
      if (written.status == RenderStatus::kRendered) [[likely]] {
        out.wrote(behind_text_.copy_to(text + written.size));
        break;
      }
      // Where it is not the room that it was too long for, it is too long.
      if (written.status != RenderStatus::kTooLong || text_room >= most) return written.status;
    }
    if (style_.explain) out.append(explanation(message, trace));
    return RenderStatus::kRendered;
  }

  /// The line of a like.
  void append_like(Lines& out, const Key& key) const;

 private:
  [[nodiscard]] std::string explanation(const Template& message, const Trace& trace) const;

  RecordStyle style_;
  Lines before_key_;
  Lines before_text_;  ///< between the key and the text
  Lines behind_text_;  ///< to the end of the line, or to the explanation
  std::size_t max_message_;
  Lines like_;  ///< behind the key, to the end of the line
};

}  // namespace segue
