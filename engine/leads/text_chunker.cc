#include "leads/text_chunker.h"

#include <algorithm>

namespace segue {

bool TextChunker::cut(Chunk& chunk, const ChunkLimits& limits) {
  if (rows_ >= limits.rows) return false;
  RecordExtent whole;
  if (may_take_many()) {
    whole = boundaries().whole_records(at_hand(limits), limits.rows - rows_);
  }
  if (whole.rows == 0) return cut_one(chunk, limits);
  chunk.offset = buffer.offset();
  chunk.row = first_row_ + rows_;
  chunk.line = boundaries().line();
  chunk.rows = whole.rows;
  chunk.broken.reset();
  buffer.take(whole.size, chunk.bytes);
  boundaries().pass(whole);
  rows_ += whole.rows;
  finish(chunk);
  return true;
}

/// What is at hand for a chunk: no more than a record may have, so that none in it is too long.
std::string_view TextChunker::at_hand(const ChunkLimits& limits) {
  const std::size_t most = std::min(limits.bytes, max_record_);
  const auto may_read = [&] { return buffer.held().empty() || (limits.may_wait && buffer.was_filled()); };
  while (buffer.held().size() < most && may_read() && buffer.more()) {
  }
  if (buffer.offset() >= limits.begin_before) return {};
  const std::uint64_t before = limits.begin_before - buffer.offset();
  return buffer.held().substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(most, before)));
}

/// The next record may be anything: longer than a chunk, the last one, broken.
bool TextChunker::cut_one(Chunk& chunk, const ChunkLimits& limits) {
  boundaries().leave_line();
  Record record;
  if (buffer.offset() >= limits.begin_before || !boundaries().next(record)) return false;
  look_at(record);
  chunk.bytes.assign(record.raw);
  chunk.offset = record.offset;
  chunk.row = first_row_ + rows_++;
  chunk.line = record.line;
  chunk.rows = 1;
  chunk.broken.reset();
  if (record.is_broken) chunk.broken = record.broken;
  finish(chunk);
  return true;
}

}  // namespace segue
