// chunker.h: a CSV or TSV source: its header, and its chunks.

#pragma once

#include <cstddef>
#include <memory>
#include <optional>

#include "leads/csv/boundaries.h"
#include "leads/csv/row.h"
#include "leads/read_buffer.h"
#include "leads/text_chunker.h"
#include "segue/leads.h"
#include "segue/result.h"

namespace segue {

class CsvChunker final : public TextChunker {
 public:
  /// Reads the header; see LeadReader::open(). The buffer is from open_input().
  static Result<std::unique_ptr<Chunker>> open(ReadBuffer buffer, const LeadOptions& options);

  [[nodiscard]] std::unique_ptr<ChunkParser> parser() const override;

 private:
  CsvChunker(ReadBuffer buffer, const LeadOptions& options);

  [[nodiscard]] RecordBoundaries& boundaries() override { return boundaries_; }
  std::optional<Error> read_header();

  CsvDialect dialect_;
  CsvBoundaries boundaries_;
  std::size_t max_record_;
  CsvRow csv_row_;
};

}  // namespace segue
