// record.h: one line of output for one step of one lead, as NDJSON or CSV.
//
// All of a line that does not depend on the lead is written once, when the run begins.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

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
  void set(std::string_view key);
  [[nodiscard]] const Lines& lines() const { return lines_; }

 private:
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
                        const Picks& picks, Trace& trace) const;

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
