// chunker.h: a lead list, cut into chunks of whole records.

#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "base/pick.h"
#include "leads/chunk.h"

namespace segue {

/// What was found for LeadOptions; see the functions of LeadReader that have these names.
struct LeadNames {
  std::vector<std::string> columns;
  std::vector<std::string> variable_columns;
  std::string key_column;
};

/// How much of the list the next chunk may take.
struct ChunkLimits {
  std::size_t bytes = 1;                                           ///< of a chunk; one record may be longer
  std::uint64_t rows = std::numeric_limits<std::uint64_t>::max();  ///< of the list, all chunks so far included
  std::uint64_t begin_before =
      std::numeric_limits<std::uint64_t>::max();  ///< only records that begin before this offset
  bool may_wait = true;                           ///< it may read on, and so wait, although there is a whole record
};

class Chunker {
 public:
  virtual ~Chunker() = default;
  Chunker() = default;
  Chunker(const Chunker&) = delete;
  Chunker& operator=(const Chunker&) = delete;

  /// Cuts the next whole records off, at least one; false if there are none within the limits, or if the source failed.
  virtual bool cut(Chunk& chunk, const ChunkLimits& limits) = 0;
  /// A parser of the chunks; there may be any number of them at once. It knows the names as they are after opening.
  [[nodiscard]] virtual std::unique_ptr<ChunkParser> parser() const = 0;

  /// From now on, every byte of the source that is passed goes into a hash; null: no more.
  virtual void set_hash(pick::RunningHash* hash) = 0;

  [[nodiscard]] virtual const LeadNames& names() const = 0;
  /// Where in the source the next record begins; 0 if the list has no bytes.
  [[nodiscard]] virtual std::uint64_t offset() const = 0;
  /// Why the source failed, as a sentence; empty if it did not.
  [[nodiscard]] virtual const std::string& problem() const = 0;
};

}  // namespace segue
