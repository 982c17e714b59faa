// ndjson_piece.h: the lines of a piece of an NDJSON source.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "leads/lead_row.h"
#include "leads/ndjson_row.h"
#include "leads/piece.h"

namespace segue {

class NdjsonPieceParser final : public PieceParser {
 public:
  NdjsonPieceParser(const LeadOptions& options, std::size_t max_record);

  void begin(const Piece& piece) override;
  std::span<const Lead> next() override;
  std::span<const std::string_view> fields(const Lead& lead) override { return lead.fields; }

 private:
  std::size_t max_record_;
  NdjsonRow ndjson_row_;
  LeadRow row_;
  Lead lead_;

  const Piece* piece_ = nullptr;
  std::size_t at_ = 0;  ///< where the next line begins
  std::uint64_t next_row_ = 0;
  std::uint64_t line_ = 0;
  std::size_t left_ = 0;  ///< lines
  bool valid_ = false;    ///< the piece is UTF-8
};

}  // namespace segue
