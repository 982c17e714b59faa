// table.h: leads that are in memory already, column by column.

#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "leads/chunker.h"
#include "leads/field_row.h"
#include "segue/lead_chunks.h"
#include "segue/result.h"

namespace segue {

/// Cuts a table into runs of rows. Row numbers take the place of offsets in ChunkLimits.
class TableChunker final : public Chunker {
 public:
  /// Refuses what bind_columns() refuses. The table is borrowed.
  static Result<std::unique_ptr<Chunker>> open(const LeadTable& table, const LeadOptions& options);

  bool cut(Chunk& chunk, const ChunkLimits& limits) override;
  [[nodiscard]] std::unique_ptr<ChunkParser> parser() const override;

  void set_hash(pick::RunningHash* /*hash*/) override {}
  [[nodiscard]] const LeadNames& names() const override { return names_; }
  [[nodiscard]] std::uint64_t offset() const override { return 0; }
  [[nodiscard]] const std::string& problem() const override { return no_problem_; }

  static std::uint64_t count_rows(const LeadTable& table);

 private:
  TableChunker(const LeadTable& table, std::uint64_t first_row)
      : table_(table), all_rows_(count_rows(table)), first_row_(first_row) {}

  const LeadTable& table_;
  std::uint64_t all_rows_;
  std::uint64_t first_row_;
  std::uint64_t rows_ = 0;  ///< so far
  LeadNames names_;
  FieldRow field_row_;
  std::string no_problem_;
};

}  // namespace segue
