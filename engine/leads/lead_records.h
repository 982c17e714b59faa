// lead_records.h: what LeadReader and LeadChunker ask of each format.

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "leads/chunk.h"
#include "leads/columns.h"
#include "leads/encoding.h"
#include "leads/lead_row.h"
#include "leads/read_buffer.h"
#include "segue/leads.h"

namespace segue {

/// See LeadReader's functions of the same names.
struct LeadNames {
  std::vector<std::string> columns;
  std::vector<std::string> variable_columns;
  std::string key_column;
};

/// The names of what was found in a header; `names` has its columns.
inline void name_columns(const Binding& binding, LeadNames& names) {
  for (const std::size_t column : binding.variables) {
    names.variable_columns.push_back(column == kNoColumn ? std::string() : names.columns[column]);
  }
  names.key_column = binding.key == kNoColumn ? std::string(kRowKey) : names.columns[binding.key];
}

/// How much of the source the next chunk may take.
struct ChunkLimits {
  std::size_t bytes = 0;                                           ///< of a chunk; one record may be longer
  std::uint64_t rows = std::numeric_limits<std::uint64_t>::max();  ///< of the source, all chunks so far included
  std::uint64_t begin_before = std::numeric_limits<std::uint64_t>::max();  ///< only records that begin before here
};

class LeadRecords {
 public:
  virtual ~LeadRecords() = default;
  LeadRecords(const LeadRecords&) = delete;
  LeadRecords& operator=(const LeadRecords&) = delete;

  /// See LeadReader::next().
  virtual bool next(Lead& lead) = 0;

  /// Cuts the next whole records off the source, at least one, in one go; false where there are none within the
  /// limits, or where the source failed. Never mixed with next(). Null: they are passed over.
  virtual bool cut(Chunk* chunk, const ChunkLimits& limits) = 0;
  /// Reads chunks; any number of them at once. Made after opening, it knows the names as they are then.
  [[nodiscard]] virtual std::unique_ptr<ChunkParser> parser() const = 0;

  [[nodiscard]] const std::string& problem() const { return buffer.problem(); }
  [[nodiscard]] const LeadNames& found_names() const { return names; }
  [[nodiscard]] ReadBuffer& source_buffer() { return buffer; }

 protected:
  /// The buffer stands behind the byte order mark, if there is one.
  LeadRecords(ReadBuffer at_start, std::size_t variables) : buffer(std::move(at_start)), row(variables) {}

  /// The index of the first byte of `raw`, at `offset`, that is not UTF-8; its size where there is none.
  std::size_t invalid_byte(std::uint64_t offset, std::string_view raw) {
    if (encoding_.known_valid(offset + raw.size())) return raw.size();
    const std::string_view held = buffer.held();
    // What was dropped stays in its place until more is read, so what is held begins behind it.
    const auto size = static_cast<std::size_t>(held.data() + held.size() - raw.data());
    return encoding_.first_invalid(offset, raw, {raw.data(), size});
  }

  /// What is at hand for a chunk: as much as may be taken at once, read on while the source gives all it is asked for.
  std::string_view hold_for_chunk(std::size_t most, const ChunkLimits& limits) {
    while (buffer.held().size() < most && (buffer.held().empty() || buffer.was_filled()) && buffer.more()) {
    }
    if (buffer.offset() >= limits.begin_before) return {};
    const std::uint64_t until = limits.begin_before - buffer.offset();
    return buffer.held().substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(most, until)));
  }

  ReadBuffer buffer;
  LeadRow row;
  LeadNames names;
  std::uint64_t rows = 0;  ///< so far

 private:
  EncodingCheck encoding_;
};

}  // namespace segue
