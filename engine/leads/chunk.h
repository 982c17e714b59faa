// chunk.h: whole records on their way from the chunker to a parser.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "leads/boundaries.h"
#include "leads/bytes.h"
#include "segue/leads.h"

namespace segue {

/// Which member of an NDJSON object is the lead's key.
struct MemberKey {
  std::string member;   ///< empty until a record has decided
  bool is_row = false;  ///< rows are their own keys
};

struct Chunk {
  Bytes bytes;               ///< whole records with their line ends; of a broken one, its raw text alone
  std::uint64_t offset = 0;  ///< of the first byte, in the source
  std::uint64_t row = 0;     ///< of the first record
  std::uint64_t line = 1;    ///< likewise
  std::uint64_t rows = 0;
  std::optional<BrokenRecord> broken;  ///< the only record is broken
  MemberKey key;                       ///< NDJSON
};

/// Reads the records of chunks, some at a time.
class ChunkParser {
 public:
  virtual ~ChunkParser() = default;
  ChunkParser() = default;
  ChunkParser(const ChunkParser&) = delete;
  ChunkParser& operator=(const ChunkParser&) = delete;

  /// Starts on a chunk, which must not change while it is read.
  virtual void begin(const Chunk& chunk) = 0;
  /// The next leads, none at the end. All views are valid until the next call.
  virtual std::span<const Lead> next() = 0;
  /// The fields of one of the leads that next() returned last; see Lead::fields.
  virtual std::span<const std::string_view> fields(const Lead& lead) = 0;
};

}  // namespace segue
