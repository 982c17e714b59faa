// boundaries.h: the lines of an NDJSON source. A line that is longer than `max_record` is given up: its start is taken,
// and the next record begins on the next line.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "leads/boundaries.h"
#include "leads/read_buffer.h"

namespace segue {

class NdjsonBoundaries final : public RecordBoundaries {
 public:
  NdjsonBoundaries(ReadBuffer& buffer, std::size_t max_record) : RecordBoundaries(buffer, max_record) {}

  [[nodiscard]] RecordExtent whole_records(std::string_view text, std::uint64_t most) override;
  bool next(Record& record) override;
};

}  // namespace segue
