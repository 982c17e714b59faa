// csv_leads.h: the leads of a CSV or TSV source.

#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>

#include "leads/csv_records.h"
#include "leads/csv_row.h"
#include "leads/lead_records.h"
#include "segue/leads.h"
#include "segue/result.h"

namespace segue {

class CsvLeads final : public LeadRecords {
 public:
  /// Reads the header; see LeadReader::open(). The buffer has passed check_encoding().
  static Result<std::unique_ptr<LeadRecords>> open(ReadBuffer buffer, const LeadOptions& options);

  bool next(Lead& lead) override;
  bool cut(Chunk* chunk, const ChunkLimits& limits) override;
  [[nodiscard]] std::unique_ptr<ChunkParser> parser() const override;

 private:
  CsvLeads(ReadBuffer at_start, const LeadOptions& options);

  std::optional<Error> read_header();
  bool cut_one(Chunk* chunk, const ChunkLimits& limits);
  void fill(Chunk& chunk, std::string_view text, std::size_t records) const;

  char delimiter_;
  CsvRecords records_;
  std::size_t max_record_;
  CsvRow csv_row_;
};

}  // namespace segue
