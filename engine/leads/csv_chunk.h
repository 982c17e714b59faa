// csv_chunk.h: the records of a chunk of a CSV or TSV source, quickly where they are as usual.
//
// As usual is a record that has all the header's fields, none of them quoted, and a key that anybody can see: it is
// split at the marks that were found for the whole chunk at once. Every other record takes the plain reader's way, by
// CsvSplitter and CsvRow, so that nothing is said here a second time.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "leads/chunk.h"
#include "leads/csv_row.h"
#include "leads/csv_split.h"
#include "leads/lead_row.h"

namespace segue {

class CsvChunkParser final : public ChunkParser {
 public:
  CsvChunkParser(CsvRow csv_row, char delimiter);

  void begin(const Chunk& chunk) override;
  std::span<const Lead> next() override;
  std::span<const std::string_view> fields(const Lead& lead) override;

 private:
  static constexpr std::size_t kMost = 32;  ///< leads at a time

  bool read_usual(Lead& lead, std::size_t place);
  void read_any(Lead& lead);
  void read_given_up(Lead& lead);

  CsvRow csv_row_;
  char delimiter_;
  std::size_t width_;
  CsvSplitter splitter_;
  CsvSplitter fields_splitter_;  ///< for who asks for fields, while splitter_'s are in use
  LeadRow row_;

  const Chunk* chunk_ = nullptr;
  std::vector<std::uint32_t> marks_;
  std::size_t marks_end_ = 0;
  std::size_t mark_ = 1;  ///< the first at or behind at_; the one before it is the line end before at_
  std::size_t at_ = 0;    ///< where the next record begins
  std::uint64_t next_row_ = 0;
  std::uint64_t line_ = 0;
  std::size_t left_ = 0;  ///< records
  bool valid_ = false;    ///< the chunk is UTF-8

  std::vector<Lead> leads_;
  std::vector<std::string_view> values_;  ///< of usual leads, one after the other
  std::vector<std::size_t> columns_;      ///< of the variables
  LeadRow::RowKey row_keys_[kMost];
};

}  // namespace segue
