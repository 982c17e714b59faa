#include "leads/table.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/utf8.h"
#include "leads/wording.h"

namespace segue {
namespace {

constexpr std::string_view kName = "the leads";

class TableParser final : public ChunkParser {
 public:
  TableParser(const LeadTable& table, FieldRow field_row, std::uint64_t first_row)
      : table_(table),
        field_row_(std::move(field_row)),
        first_row_(first_row),
        row_(field_row_.binding().variables.size()) {}

  void begin(const Chunk& chunk) override {
    next_ = chunk.row - first_row_;
    end_ = next_ + chunk.rows;
  }
  std::span<const Lead> next() override {
    if (next_ == end_) return {};
    read(next_++);
    return {&lead_, 1};
  }
  std::span<const std::string_view> fields(const Lead& lead) override { return lead.fields; }

 private:
  void read(std::uint64_t number) {
    fields_.clear();
    std::string_view damaged;  // the first field that is not UTF-8
    for (const auto& column : table_.values) {
      const std::string_view field =
          number < column.size() ? column[static_cast<std::size_t>(number)] : std::string_view();
      fields_.push_back(field);
      if (damaged.empty() && !utf8::valid(field)) damaged = field;
    }
    fields_.resize(table_.columns.size());
    LeadRow::begin(lead_, first_row_ + number, number + 1, number, {});
    if (damaged.empty()) return field_row_.read(fields_, row_, lead_);
    field_row_.begin(fields_, row_, lead_);
    field_row_.take_key(fields_.size(), fields_, lead_);
    row_.reject(lead_, "bad-encoding", not_utf8("record", damaged, utf8::first_invalid(damaged)));
  }

  const LeadTable& table_;
  FieldRow field_row_;
  std::uint64_t first_row_;
  LeadRow row_;
  Lead lead_;
  std::vector<std::string_view> fields_;
  std::uint64_t next_ = 0;
  std::uint64_t end_ = 0;
};

}  // namespace

std::uint64_t TableChunker::count_rows(const LeadTable& table) {
  std::size_t rows = 0;
  for (const auto& column : table.values) rows = std::max(rows, column.size());
  return rows;
}

Result<std::unique_ptr<Chunker>> TableChunker::open(const LeadTable& table, const LeadOptions& options) {
  std::unique_ptr<TableChunker> chunker(new TableChunker(table, options.first_row));
  LeadNames& names = chunker->names_;
  names.columns = table.columns;
  Result<Binding> binding = bind_columns(kName, names.columns, options);
  if (!binding) return binding.errors();
  name_columns(*binding, names);
  chunker->field_row_ = FieldRow(*std::move(binding), names.columns);
  return std::unique_ptr<Chunker>(std::move(chunker));
}

bool TableChunker::cut(Chunk& chunk, const ChunkLimits& limits) {
  constexpr std::uint64_t kUsualRow = 64;  // bytes, as of a file
  const std::uint64_t end = std::min(
      {all_rows_, limits.rows, limits.begin_before, rows_ + std::max<std::uint64_t>(limits.bytes / kUsualRow, 1)});
  if (rows_ >= end) return false;
  chunk.bytes.clear();
  chunk.row = first_row_ + rows_;
  chunk.rows = end - rows_;
  rows_ = end;
  return true;
}

std::unique_ptr<ChunkParser> TableChunker::parser() const {
  return std::make_unique<TableParser>(table_, field_row_, first_row_);
}

}  // namespace segue
