// text_chunker.h: a lead list that is text, cut where its records end.

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "leads/boundaries.h"
#include "leads/chunker.h"
#include "leads/read_buffer.h"

namespace segue {

class TextChunker : public Chunker {
 public:
  bool cut(Chunk& chunk, const ChunkLimits& limits) final;

  void set_hash(pick::RunningHash* hash) final { buffer.set_hash(hash); }
  [[nodiscard]] const LeadNames& names() const final { return found; }
  [[nodiscard]] std::uint64_t offset() const final { return buffer.offset(); }
  [[nodiscard]] const std::string& problem() const final { return buffer.problem(); }

 protected:
  /// The buffer is at the start of the first record.
  TextChunker(ReadBuffer at_start, const LeadOptions& options)
      : buffer(std::move(at_start)),
        max_record_(std::min(options.max_record, kLongestRecord)),
        first_row_(options.first_row) {}

  [[nodiscard]] virtual RecordBoundaries& boundaries() = 0;
  /// Whether the next records may be taken together, without looking into them.
  [[nodiscard]] virtual bool may_take_many() const { return true; }
  /// Looks at a record that is taken alone, before its chunk is finished.
  virtual void look_at(const Record& /*record*/) {}
  /// Completes a chunk with what only the format knows.
  virtual void finish(Chunk& /*chunk*/) const {}

  ReadBuffer buffer;
  LeadNames found;  ///< names()

 private:
  bool cut_one(Chunk& chunk, const ChunkLimits& limits);
  [[nodiscard]] std::string_view at_hand(const ChunkLimits& limits);

  std::size_t max_record_;
  std::uint64_t first_row_;
  std::uint64_t rows_ = 0;  ///< so far
};

}  // namespace segue
