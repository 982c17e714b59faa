// record.h: one line of output for one step of one lead, as NDJSON or CSV.
//
// All of a line that does not depend on the lead is written once, when the run begins.

#pragma once

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

/// A lead's key as it stands at the beginning of each of its lines; one after another.
class Key {
 public:
  explicit Key(const RecordStyle& style);
  void set(std::string_view key) {
    lines_.cut(before_);
    if (is_csv_ ? csv_needs_quotes(key) : !shape_of(key).json_plain) return append_encoded(key);
    lines_.append(key);
  }
  [[nodiscard]] const Lines& lines() const { return lines_; }

 private:
  void append_encoded(std::string_view key);

  bool is_csv_;
  Lines lines_;
  std::size_t before_ = 0;  ///< bytes before the key
};

/// Writes the lines of one step.
class RecordWriter {
 public:
  /// `after` is the sum of the delays before the step, in seconds; `max_message` the most bytes of a text.
  RecordWriter(const RecordStyle& style, std::size_t step, std::uint64_t after, std::size_t max_message);

  /// The line of a message. Leaves `out` as it was unless it was rendered.
  Status append_message(Lines& out, const Key& key, const Template& message, std::span<const std::string_view> values,
                        const Picks& picks, Trace& trace) const {
    constexpr std::size_t kUsualText = 512;
    constexpr std::size_t kSpare = 32;  // see Template::render_into()
    const std::size_t start = out.size();
    out.append(key.lines());
    out.append(before_text_);
    Template::Written written{};
    for (std::size_t wanted = kUsualText;; wanted = max_message_ + kSpare) {
      const std::span<char> room = out.room(wanted);
      written = message.render_into(room, values, picks, trace);
      // Where it is not the room that it was too long for, it is too long.
      if (written.status != Status::kTooLong || room.size() >= max_message_ + kSpare) break;
    }
    if (written.status != Status::kRendered) [[unlikely]] {
      out.cut(start);
      return written.status;
    }
    out.wrote(written.size);
    out.append(behind_text_);
    if (style_.explain) out.append(explanation(message, trace));
    return written.status;
  }

  /// The line of a like.
  void append_like(Lines& out, const Key& key) const;

 private:
  [[nodiscard]] std::string explanation(const Template& message, const Trace& trace) const;

  RecordStyle style_;
  Lines behind_text_;  ///< to the end of the line, or to the explanation
  Lines before_text_;  ///< between the key and the text
  std::size_t max_message_;
  Lines like_;  ///< behind the key, to the end of the line
};

}  // namespace segue
