// lead_chunks.h: lead lists read on several threads: one cuts, the others parse.
//
//   auto chunker = segue::LeadChunker::open(**file, {.variables = {"first-name"}});
//   if (!chunker) return explain(chunker.errors());
//   // on one thread:                         // on each of the others:
//   segue::LeadChunk chunk;                   segue::LeadParser parser(*chunker);
//   while (chunker->next(chunk))              parser.begin(chunk);
//     queue.push(std::move(chunk));           for (auto leads = parser.next(); !leads.empty(); leads = parser.next())
//                                               for (const segue::Lead& lead : leads) use(lead);
//
// A chunk is a run of whole records. The leads of all chunks, one after the other, are those of LeadReader, which is a
// chunker and a parser on one thread. Cutting only looks for the ends of records; what takes time, splitting and
// checking them, is left to the parser.
//
// Ownership: a chunker borrows its Source. A chunk owns its bytes. A parser borrows the chunk it is at; what its leads
// point into belongs to the chunk and to the parser, and is valid until the next call of next() or begin().
// Threads: a chunker, a parser and a chunk are each used by one thread at a time. Parsers may be made, and used, while
// the chunker cuts. Limits: `LeadOptions::max_record`. A chunk is about as long as asked for, or holds one longer
// record.

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
/// Every record is in exactly one part. Since a part knows the rows and lines before it, what comes before it has to be
/// read as well, at the speed of cutting.
struct LeadShard {
  std::uint32_t index = 0;  ///< 0-based
  std::uint32_t count = 1;
};

struct ChunkOptions {
  std::size_t chunk_size = std::size_t{128} << 10;                 ///< bytes; at least 1
  std::uint64_t rows = std::numeric_limits<std::uint64_t>::max();  ///< at most this many records, from the first one on
  LeadShard shard = {};
};

/// Leads that are in memory already, column by column: values[c][r] is what row r has in column c. If a column is
/// shorter than others, its last rows are blank.
struct LeadTable {
  std::vector<std::string> columns = {};
  std::vector<std::span<const std::string_view>> values = {};
};

/// Whole records, on their way from a LeadChunker to a LeadParser. Filling it again reuses its memory.
class SEGUE_EXPORT LeadChunk {
 public:
  LeadChunk();
  LeadChunk(LeadChunk&&) noexcept;
  LeadChunk& operator=(LeadChunk&&) noexcept;
  ~LeadChunk();

  /// How many records there are, and the row number of the first.
  [[nodiscard]] std::uint64_t rows() const;
  [[nodiscard]] std::uint64_t first_row() const;
  /// Their bytes; of a record that was given up, its first line; of rows of a table, none.
  [[nodiscard]] std::string_view bytes() const;

 private:
  friend class LeadChunker;
  friend class LeadParser;
  class State;
  std::unique_ptr<State> state_;
};

/// Cuts a source into chunks.
class SEGUE_EXPORT LeadChunker {
 public:
  /// Refuses what LeadReader::open() refuses, and a shard of a source whose size is not known (no-shard).
  static Result<LeadChunker> open(Source& source, const LeadOptions& options, const ChunkOptions& chunks = {});

  /// The same for a table, which is borrowed until the last of its leads is parsed. Its leads have no raw text, and
  /// their offset is their row.
  static Result<LeadChunker> open(const LeadTable& table, const LeadOptions& options, const ChunkOptions& chunks = {});

  LeadChunker(LeadChunker&&) noexcept;
  LeadChunker& operator=(LeadChunker&&) noexcept;
  ~LeadChunker();

  /// The next chunk; false at the end, or if the source failed (see problem()).
  bool next(LeadChunk& chunk);

  /// As in LeadReader.
  [[nodiscard]] const std::string& problem() const;
  [[nodiscard]] std::span<const std::string> columns() const;
  [[nodiscard]] std::span<const std::string> variable_columns() const;
  [[nodiscard]] const std::string& key_column() const;

  /// How far into the source the chunks reach so far; of a table, 0.
  [[nodiscard]] std::uint64_t offset() const;
  /// XXH3 of the source's bytes up to there; for a shard other than the first, of its own part of them.
  [[nodiscard]] std::uint64_t hash() const;

 private:
  friend class LeadParser;
  class State;
  explicit LeadChunker(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// Parses chunks, one after another, in any order.
class SEGUE_EXPORT LeadParser {
 public:
  explicit LeadParser(const LeadChunker& chunker);
  LeadParser(LeadParser&&) noexcept;
  LeadParser& operator=(LeadParser&&) noexcept;
  ~LeadParser();

  /// Starts on a chunk.
  void begin(const LeadChunk& chunk);
  /// The next leads of the chunk, a few at a time; none at its end. Here `Lead::fields` may be empty, see fields().
  [[nodiscard]] std::span<const Lead> next();
  /// The fields of one of the leads that next() returned last, as in LeadReader. They are valid until this is called
  /// for another lead.
  [[nodiscard]] std::span<const std::string_view> fields(const Lead& lead);

 private:
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace segue
