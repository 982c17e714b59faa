// table_leads.h: leads that are in memory already, column by column.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "leads/csv_row.h"
#include "leads/lead_records.h"
#include "segue/lead_chunks.h"
#include "segue/result.h"

namespace segue {

/// The rows of a table in place of records; where ChunkLimits speaks of offsets, row numbers count.
class TableLeads final : public LeadRecords {
 public:
  /// Refuses what bind_columns() refuses. The table is borrowed.
  static Result<std::unique_ptr<LeadRecords>> open(const LeadTable& table, const LeadOptions& options);

  bool next(Lead& lead) override;
  bool cut(Chunk* chunk, const ChunkLimits& limits) override;
  [[nodiscard]] std::unique_ptr<ChunkParser> parser() const override;

  static std::uint64_t count_rows(const LeadTable& table);

 private:
  TableLeads(const LeadTable& table, const LeadOptions& options);

  const LeadTable& table_;
  std::uint64_t all_rows_;
  CsvRow csv_row_;
  std::vector<std::string_view> fields_;
};

}  // namespace segue
