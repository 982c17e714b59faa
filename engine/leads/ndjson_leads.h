// ndjson_leads.h: the leads of an NDJSON source, one JSON object a line.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "leads/lead_records.h"
#include "leads/ndjson_row.h"
#include "segue/leads.h"
#include "segue/result.h"

namespace segue {

class NdjsonLeads final : public LeadRecords {
 public:
  /// Looks for the first object within the look-ahead; see LeadReader::open(). The buffer has passed
  /// check_encoding().
  static Result<std::unique_ptr<LeadRecords>> open(ReadBuffer buffer, const LeadOptions& options);

  bool next(Lead& lead) override;
  bool cut(Chunk* chunk, const ChunkLimits& limits) override;
  [[nodiscard]] std::unique_ptr<ChunkParser> parser() const override;

 private:
  enum class Line : std::uint8_t { kWhole, kTooLong, kNone };

  NdjsonLeads(ReadBuffer at_start, const LeadOptions& options);

  void leave_line();
  /// `size` is that of the line, `whole_size` that with its line end.
  Line find_line(std::size_t& size, std::size_t& whole_size);
  void note_key();
  bool cut_one(Chunk* chunk, const ChunkLimits& limits);
  void fill(Chunk& chunk, std::string_view text, std::size_t records) const;

  LeadOptions options_;
  std::size_t max_record_;
  NdjsonRow ndjson_row_;
  std::uint64_t line_ = 1;    ///< of the first byte held
  bool inside_line_ = false;  ///< what is held begins with the rest of a line that was given up
};

}  // namespace segue
