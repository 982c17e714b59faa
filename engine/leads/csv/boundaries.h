// boundaries.h: where the records of a delimited source end, in bounded memory and linear time.
//
// A record is given up if it does not end within `max_record` bytes, or if its quote is still open at the end of the
// source: only its first physical line is taken, and the next record begins on the next line.
//
// This is linear, although the scan may have read `max_record` bytes in vain for such a line. The scan that was given
// up passed every line feed on its way inside quotes: outside them, its record would have ended there. A later scan
// that begins on one of those lines either ends at its first line feed, or passes it inside quotes as well. Then both
// scans are in the same state at the same byte, so they agree from there on, and the later one continues where the
// earlier one was given up. No byte is looked at more than a few times.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "leads/boundaries.h"
#include "leads/csv/grammar.h"
#include "leads/read_buffer.h"

namespace segue {

/// How far a scan has come, and what it knows there.
struct CsvScan {
  std::uint64_t offset = 0;  ///< of the first byte not looked at
  std::uint64_t line = 1;    ///< of that byte
  CsvState state = CsvState::kFieldStart;
  std::uint64_t quote_offset = 0;  ///< where the last quoted field opened
  std::uint64_t quote_line = 0;
};

/// Continues a scan over `text`, which begins at `scan.offset`, to the end of the text or of the `most`-th record that
/// ends in it. Returns the records that end, from the start of the text to the end of the last.
RecordExtent scan_records(CsvScan& scan, std::string_view text, const CsvDialect& dialect, std::uint64_t most);

class CsvBoundaries final : public RecordBoundaries {
 public:
  CsvBoundaries(ReadBuffer& buffer, const CsvDialect& dialect, std::size_t max_record)
      : RecordBoundaries(buffer, max_record), dialect_(dialect) {}

  [[nodiscard]] RecordExtent whole_records(std::string_view text, std::uint64_t most) override;
  bool next(Record& record) override;

 private:
  enum class Found : std::uint8_t { kRecord, kGivenUp, kNothing };

  Found find_end(CsvScan& scan, std::size_t& whole_size);
  void join(CsvScan& scan) const;

  CsvDialect dialect_;
  CsvScan given_up_;  ///< the scan that was given up last
};

}  // namespace segue
