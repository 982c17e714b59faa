// csv_records.h: the records of a delimited source, one after another, in bounded memory and linear time.
//
// A record that does not come to its end within `max_record` bytes, or whose quote is still open at the end of
// the source, is given up: only its first physical line is taken, and the next record begins on the next line.
//
// Linear, although such a line may have made the scan read `max_record` bytes in vain: a scan that was given up
// at some place passed every line start before it inside quotes, for outside them its record would have ended. So
// when a later scan, begun on one of those lines, comes to a line start inside quotes as well, the two agree from
// there on, and the later one goes on where the earlier was given up. No byte is looked at more than a few times.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "leads/csv_split.h"
#include "leads/read_buffer.h"

namespace segue {

/// One record; its fields are at CsvRecords::fields(). All views last until the next one is read.
struct CsvRecord {
  enum class Verdict : std::uint8_t {
    kWhole,
    kTextBehindQuote,  ///< whole, but field `bad_field` has `bad_text` behind its closing quote
    kOpenQuote,        ///< given up: a quote was open, see quote_line
    kTooLong,          ///< given up: longer than max_record, no quote open
  };
  Verdict verdict = Verdict::kWhole;
  std::uint64_t line = 0;    ///< 1-based
  std::uint64_t offset = 0;  ///< bytes from the start of the source
  std::string_view raw;      ///< without its line end; where given up the first physical line, up to max_record bytes
  std::size_t bad_field = CsvSplitter::kNone;
  std::string_view bad_text;
  std::uint64_t quote_line = 0;  ///< kOpenQuote: where the quote opened
  bool at_source_end = false;    ///< kOpenQuote: the source ended before max_record was reached
};

class CsvRecords {
 public:
  /// The buffer is borrowed and stands at the start of a record.
  CsvRecords(ReadBuffer& buffer, char delimiter, std::size_t max_record);

  /// Reads the next record; false at the end, or where the source failed: a record it failed within is not given.
  bool next(CsvRecord& record);

  /// Whether the next record begins at the first byte held, and nothing was given up around there: records may then be
  /// taken by whoever looks at the buffer, see pass().
  [[nodiscard]] bool is_at_plain_record() const { return !inside_line_ && given_up_.offset <= buffer_->offset(); }
  /// Leaves out whole records, `size` bytes with `lines` line feeds, that somebody else has taken.
  void pass(std::size_t size, std::uint64_t lines) {
    buffer_->drop(size);
    line_ += lines;
  }
  /// Whether the next record, if there is one, begins before an offset of the source.
  [[nodiscard]] bool begins_before(std::uint64_t offset);
  /// The line in which the next record begins, where is_at_plain_record().
  [[nodiscard]] std::uint64_t line() const { return line_; }

  /// The fields of the last record; where it was given up those of its `raw`, the last of which was cut. May be
  /// filled up.
  [[nodiscard]] std::vector<std::string_view>& fields() { return splitter_.fields(); }
  [[nodiscard]] const std::vector<std::string_view>& fields() const { return splitter_.fields(); }

  /// How many bytes have been looked at, as often as they were: what tests hold against the size of the source.
  [[nodiscard]] std::uint64_t steps() const { return steps_; }

 private:
  /// What a scanner knows between two bytes.
  enum class ScanState : std::uint8_t { kFieldStart, kUnquoted, kQuoted, kQuoteInQuoted, kRecordEnd };
  /// How far a scan has come.
  struct Scan {
    std::uint64_t offset = 0;  ///< of the first byte not looked at
    std::uint64_t line = 0;    ///< of that byte
    ScanState state = ScanState::kFieldStart;
    std::uint64_t quote_offset = 0;  ///< where the last quoted field opened
    std::uint64_t quote_line = 0;
  };
  enum class Found : std::uint8_t { kRecord, kGivenUp, kNothing };

  void leave_line();
  bool split_at_once(CsvRecord& record);
  void take(CsvRecord& record);
  Found find_end(Scan& scan, std::size_t& whole_size);
  void step(Scan& scan, char byte) const;
  bool hold_more(std::size_t size);
  void give_up(const Scan& scan, CsvRecord& record);

  ReadBuffer* buffer_;
  std::size_t max_record_;
  CsvSplitter splitter_;
  std::uint64_t line_ = 1;    ///< of the first byte held
  bool inside_line_ = false;  ///< what is held begins with the rest of a line that was given up
  Scan given_up_;             ///< the scan that was given up last
  std::uint64_t steps_ = 0;
};

}  // namespace segue
