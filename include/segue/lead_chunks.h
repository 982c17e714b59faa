// lead_chunks.h: lead lists for several threads: one cuts, all read.
//
//   auto chunker = segue::LeadChunker::open(**file, {.variables = {"first-name"}});
//   if (!chunker) return explain(chunker.errors());
//   // one thread:                            // each of the others:
//   segue::LeadChunk chunk;                   segue::LeadParser parser(*chunker);
//   while (chunker->next(chunk))               parser.begin(chunk);
//     queue.push(std::move(chunk));           for (auto leads = parser.next(); !leads.empty(); leads = parser.next())
//                                               for (const segue::Lead& lead : leads) use(lead);
//
// A chunk is a stretch of whole records, wherever quotes, line breaks in quotes and records that were given up lie:
// the leads of all chunks in a row are those that LeadReader gives, to the byte. Cutting only looks for line ends and
// quotes; what costs time, splitting and checking, is left to whoever reads the chunk.
//
// Ownership: a chunker borrows its Source. A chunk owns its bytes; a parser borrows the chunk it is at, and what its
// leads point into is the chunk's and the parser's, until the next call of next() or begin().
// Threads: one chunker, one thread; one parser, one thread; a chunk goes from one to the other. Parsers may be made,
// and read, while the chunker cuts. Limits: `LeadOptions::max_record`. A chunk is about as long as asked, or holds one
// longer record.

#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "segue/export.h"
#include "segue/leads.h"
#include "segue/result.h"

namespace segue {

/// A contiguous part of a source whose size is known: the records that begin in the index-th of `count` equal parts.
/// All parts together are the whole, each record in one of them. A part knows the rows and lines before it, so it has
/// to read what comes before it as well, at the speed of cutting.
struct LeadShard {
  std::uint32_t index = 0;  ///< 0-based
  std::uint32_t count = 1;
};

struct ChunkOptions {
  std::size_t chunk_size = std::size_t{128} << 10;                 ///< bytes; at least 1
  std::uint64_t rows = std::numeric_limits<std::uint64_t>::max();  ///< only records of a lower row number
  LeadShard shard;
};

/// Leads that are in memory already, column by column: values[c][r] is what row r has in column c. Where a column is
/// shorter than others, its last rows are blank.
struct LeadTable {
  std::vector<std::string> columns;
  std::vector<std::span<const std::string_view>> values;
};

/// Whole records, on their way from a LeadChunker to a LeadParser. Its memory is used again when it is filled again.
class SEGUE_EXPORT LeadChunk {
 public:
  LeadChunk();
  LeadChunk(LeadChunk&&) noexcept;
  LeadChunk& operator=(LeadChunk&&) noexcept;
  ~LeadChunk();

  /// How many records there are, and the row number of the first.
  [[nodiscard]] std::uint64_t rows() const;
  [[nodiscard]] std::uint64_t first_row() const;
  /// Their bytes. Of a record that was given up, its first line.
  [[nodiscard]] std::string_view bytes() const;

 private:
  friend class LeadChunker;
  friend class LeadParser;
  struct State;
  std::unique_ptr<State> state_;
};

/// Cuts a source into chunks.
class SEGUE_EXPORT LeadChunker {
 public:
  /// Refuses what LeadReader::open() refuses, and a shard of a source whose size nobody knows (no-shard).
  static Result<LeadChunker> open(Source& source, const LeadOptions& options, const ChunkOptions& cut = {});

  /// The same over a table, which is borrowed until the last of its leads is read. Its leads have no raw text, and
  /// their offset is their row.
  static Result<LeadChunker> open(const LeadTable& table, const LeadOptions& options, const ChunkOptions& cut = {});

  LeadChunker(LeadChunker&&) noexcept;
  LeadChunker& operator=(LeadChunker&&) noexcept;
  ~LeadChunker();

  /// The next chunk; false at the end, or when the source failed (see problem()).
  bool next(LeadChunk& chunk);

  /// As of LeadReader.
  [[nodiscard]] const std::string& problem() const;
  [[nodiscard]] std::span<const std::string> columns() const;
  [[nodiscard]] std::span<const std::string> variable_columns() const;
  [[nodiscard]] const std::string& key_column() const;

  /// How far in the source the chunks so far reach; of a table, 0.
  [[nodiscard]] std::uint64_t offset() const;
  /// XXH3 of the source's bytes up to there; in a shard but the first, of its own part of them.
  [[nodiscard]] std::uint64_t hash() const;

 private:
  friend class LeadParser;
  class State;
  explicit LeadChunker(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// Reads chunks, one after another, in any order.
class SEGUE_EXPORT LeadParser {
 public:
  explicit LeadParser(const LeadChunker& chunker);
  LeadParser(LeadParser&&) noexcept;
  LeadParser& operator=(LeadParser&&) noexcept;
  ~LeadParser();

  /// Turns to a chunk.
  void begin(const LeadChunk& chunk);
  /// The next leads of the chunk, a few at a time; none at its end. `Lead::fields` is empty here unless a lead was
  /// rejected, see fields().
  [[nodiscard]] std::span<const Lead> next();
  /// The fields of one of the leads that next() gave last, as Lead::fields has them; once this was asked, those of
  /// another lead are void.
  [[nodiscard]] std::span<const std::string_view> fields(const Lead& lead);

 private:
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace segue
