// parser.h: the lines of a chunk of an NDJSON source, quickly if they are laid out as one before.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "leads/chunk.h"
#include "leads/lead_row.h"
#include "leads/ndjson/row.h"

namespace segue {

class NdjsonParser final : public ChunkParser {
 public:
  NdjsonParser(const LeadOptions& options, std::size_t max_record);

  void begin(const Chunk& chunk) override;
  std::span<const Lead> next() override;
  std::span<const std::string_view> fields(const Lead& lead) override { return lead.fields; }

 private:
  static constexpr std::size_t kMost = 32;  ///< leads at a time

  std::string_view take_line();
  bool read_usual(std::string_view line, Lead& lead, std::size_t place);
  void read_any(std::string_view line, Lead& lead);

  std::size_t max_record_;
  NdjsonRow ndjson_row_;
  LeadRow row_;
  NdjsonLayout layout_;
  NdjsonRow::Places places_;
  std::size_t until_learning_ = 0;  ///< lines to parse before one is learned from again
  std::size_t pause_ = 0;           ///< how many there were last; more and more if learning does not pay

  const Chunk* chunk_ = nullptr;
  std::size_t at_ = 0;  ///< where the next line begins
  std::uint64_t next_row_ = 0;
  std::uint64_t line_ = 0;
  std::uint64_t offset_ = 0;  ///< of the line taken last
  std::uint64_t left_ = 0;    ///< lines
  bool valid_ = false;        ///< the chunk is UTF-8

  std::vector<Lead> leads_;
  std::vector<std::string_view> found_;   ///< all values of a line
  std::vector<std::string_view> values_;  ///< of usual leads, one after the other
  LeadRow::RowKey row_keys_[kMost];
};

}  // namespace segue
