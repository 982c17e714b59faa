// chunker.h: an NDJSON source, one JSON object a line: which member is the key, and its chunks.

#pragma once

#include <cstddef>
#include <memory>

#include "leads/ndjson/boundaries.h"
#include "leads/ndjson/row.h"
#include "leads/read_buffer.h"
#include "leads/text_chunker.h"
#include "segue/leads.h"
#include "segue/result.h"

namespace segue {

class NdjsonChunker final : public TextChunker {
 public:
  /// Looks for the first object within the look-ahead; see LeadReader::open(). The buffer is from open_input().
  static Result<std::unique_ptr<Chunker>> open(ReadBuffer buffer, const LeadOptions& options);

  [[nodiscard]] std::unique_ptr<ChunkParser> parser() const override;

 private:
  NdjsonChunker(ReadBuffer at_start, const LeadOptions& options);

  [[nodiscard]] RecordBoundaries& boundaries() override { return boundaries_; }
  // Until the key is decided, every record must be looked at.
  [[nodiscard]] bool may_take_many() const override { return row_.key_is_decided(); }
  void look_at(const Record& record) override;
  void finish(Chunk& chunk) const override { chunk.key = row_.key(); }

  void note_key();

  LeadOptions options_;
  std::size_t max_record_;
  NdjsonBoundaries boundaries_;
  NdjsonRow row_;
};

}  // namespace segue
