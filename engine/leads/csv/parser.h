// parser.h: the records of a chunk of a delimited source, quickly if they are as usual.
//
// As usual is a record that has all the header's fields, none of them quoted, and a key that is plainly visible: it is
// split at the marks that were found for the whole chunk at once. Every other record goes through CsvSplitter and
// CsvRow.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "leads/chunk.h"
#include "leads/csv/row.h"
#include "leads/csv/splitter.h"
#include "leads/lead_row.h"

namespace segue {

class CsvParser final : public ChunkParser {
 public:
  CsvParser(CsvRow csv_row, const CsvDialect& dialect);

  void begin(const Chunk& chunk) override;
  std::span<const Lead> next() override;
  std::span<const std::string_view> fields(const Lead& lead) override;

 private:
  static constexpr std::size_t kMost = 32;  ///< leads at a time

  /// Where the next record begins.
  struct Cursor {
    std::size_t at = 0;
    std::size_t mark = 1;  ///< the first mark that is not before `at`; the one before it is the line end before `at`
    std::uint64_t row = 0;
    std::uint64_t line = 1;
  };

  bool read_usual(Cursor& cursor, std::size_t place);
  bool read_any(Cursor& cursor, std::size_t place);
  template <class Field>
  bool take(Cursor& cursor, const Cursor& next, const Field& field, std::string_view raw, std::size_t place);
  void read_broken(Lead& lead);
  [[nodiscard]] Lead unused_lead(std::size_t place);

  CsvRow csv_row_;
  CsvDialect dialect_;
  std::size_t width_;
  std::size_t key_;  ///< column, as in Binding
  CsvSplitter splitter_;
  CsvSplitter fields_splitter_;  ///< for fields(), while splitter_'s are in use
  LeadRow row_;

  const Chunk* chunk_ = nullptr;
  std::string_view text_;
  std::vector<std::uint32_t> marks_;
  std::size_t marks_end_ = 0;
  Cursor next_;
  std::uint64_t left_ = 0;  ///< records
  bool valid_ = false;      ///< the chunk is UTF-8

  std::vector<Lead> leads_;
  std::size_t unusual_ = 0;               ///< the place of the last lead that was not usual
  std::vector<std::string_view> values_;  ///< of usual leads, those of each at its place
  std::vector<std::size_t> columns_;      ///< of the variables
  LeadRow::RowKey row_keys_[kMost];
  std::size_t first_marks_[kMost] = {};  ///< for each of the leads, the first mark of its record
};

}  // namespace segue
