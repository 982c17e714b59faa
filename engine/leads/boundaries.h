// boundaries.h: where the records of a source end, whatever the format.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "leads/read_buffer.h"

namespace segue {

/// Places inside a record are kept in 32 bits.
inline constexpr std::size_t kLongestRecord = (std::size_t{1} << 32) - 16;
/// After the longest record there may be a CRLF that is not part of it.
inline constexpr std::size_t kLineEndSize = 2;

/// A run of whole records at the start of a text.
struct RecordExtent {
  std::size_t size = 0;     ///< bytes, line ends included
  std::uint64_t rows = 0;   ///< records
  std::uint64_t lines = 0;  ///< line feeds, those inside of records included
};

/// Why a record was given up.
struct BrokenRecord {
  bool too_long = false;         ///< longer than max_record; otherwise a quote is open
  std::uint64_t quote_line = 0;  ///< where the quote opens
  bool at_source_end = false;    ///< the source ended before max_record was reached
};

/// One record, whatever it is.
struct Record {
  std::uint64_t line = 1;    ///< 1-based
  std::uint64_t offset = 0;  ///< bytes from the start of the source
  std::string_view raw;      ///< without its line end; if given up, its first physical line, up to max_record bytes
  bool is_broken = false;
  BrokenRecord broken;  ///< if it is
};

/// A line without its line end, which is a line feed with or without a carriage return; of a text that has none, all.
inline std::string_view without_line_end(std::string_view line) {
  if (!line.ends_with('\n')) return line;
  line.remove_suffix(1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// The first line of a text with its line end; of a text that has none, all.
inline std::string_view first_line(std::string_view text) {
  const std::size_t line_feed = text.find('\n');
  return text.substr(0, line_feed == std::string_view::npos ? line_feed : line_feed + 1);
}

/// Takes records from a buffer, one after another. The buffer is at the start of the source's first record at first,
/// and nothing else moves it on.
class RecordBoundaries {
 public:
  virtual ~RecordBoundaries() = default;
  RecordBoundaries(const RecordBoundaries&) = delete;
  RecordBoundaries& operator=(const RecordBoundaries&) = delete;

  /// The whole records at the start of `text`, which is what the buffer holds or the first part of it, and no longer
  /// than max_record; at most `most` of them. None if the next record does not end in the text, or only next() can take
  /// it.
  [[nodiscard]] virtual RecordExtent whole_records(std::string_view text, std::uint64_t most) = 0;
  /// Notes that what whole_records() found has been taken from the buffer.
  void pass(const RecordExtent& records) { line_ += records.lines; }

  /// Takes the next record, whatever it is, reading on as needed. False at the end, or if the source failed: a record
  /// it failed within is not given. `record.raw` is valid until the buffer reads on.
  virtual bool next(Record& record) = 0;
  /// Goes to the start of the next record, if the rest of a line that was given up is before it.
  void leave_line();

  /// The line in which the next record begins.
  [[nodiscard]] std::uint64_t line() const { return line_; }
  /// How many bytes were looked at, each as often as it was: tests compare this with the size of the source.
  [[nodiscard]] std::uint64_t steps() const { return steps_; }

 protected:
  RecordBoundaries(ReadBuffer& buffer, std::size_t max_record);

  [[nodiscard]] ReadBuffer& buffer() { return *buffer_; }
  [[nodiscard]] std::size_t max_record() const { return max_record_; }
  /// The start of the buffer as far as it can matter to one record.
  [[nodiscard]] std::string_view within_reach() const { return buffer_->held().substr(0, max_record_ + kLineEndSize); }
  [[nodiscard]] bool is_inside_line() const { return inside_line_; }

  /// Takes the first line within reach as a record. True if it is longer than max_record, and so cut.
  bool take_line(Record& record);
  /// Takes `size` bytes as a record, in which `lines` lines end.
  void take_record(Record& record, std::size_t size, std::uint64_t lines);
  void count_steps(std::uint64_t bytes) { steps_ += bytes; }

 private:
  ReadBuffer* buffer_;
  std::size_t max_record_;
  std::uint64_t line_ = 1;    ///< of the first byte in the buffer
  bool inside_line_ = false;  ///< the buffer begins with the rest of a line that was cut
  std::uint64_t steps_ = 0;
};

}  // namespace segue
