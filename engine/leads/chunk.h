// chunk.h: a stretch of whole records on its way from the one who cuts to the one who reads them.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "segue/leads.h"

namespace segue {

/// Why the only record of a chunk was given up by the one who cut; see CsvRecord.
struct GivenUpRecord {
  bool too_long = false;  ///< else a quote was open
  std::uint64_t quote_line = 0;
  bool at_source_end = false;
};

struct Chunk {
  std::vector<char> bytes;   ///< whole records with their line ends
  std::uint64_t offset = 0;  ///< of the first byte, in the source
  std::uint64_t row = 0;     ///< of the first record
  std::uint64_t line = 0;    ///< likewise
  std::size_t rows = 0;
  std::optional<GivenUpRecord> given_up;
  std::string key_member;   ///< NDJSON: the member that names a lead; "" while no record has decided
  bool row_is_key = false;  ///< NDJSON: rows are their own keys

  [[nodiscard]] std::string_view text() const { return {bytes.data(), bytes.size()}; }
};

/// Reads the records of chunks, some at a time.
class ChunkParser {
 public:
  virtual ~ChunkParser() = default;
  ChunkParser() = default;
  ChunkParser(const ChunkParser&) = delete;
  ChunkParser& operator=(const ChunkParser&) = delete;

  /// Turns to a chunk, which must stay as it is while it is read.
  virtual void begin(const Chunk& chunk) = 0;
  /// The next leads, none at the end. All views last until the next call.
  virtual std::span<const Lead> next() = 0;
  /// The fields of one of the leads that next() gave last; see Lead::fields.
  virtual std::span<const std::string_view> fields(const Lead& lead) = 0;
};

}  // namespace segue
