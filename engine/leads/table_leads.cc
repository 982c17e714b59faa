#include "leads/table_leads.h"

#include <algorithm>
#include <utility>

#include "base/utf8.h"

namespace segue {
namespace {

/// A table's rows have no bytes of their own.
class NoBytes final : public Source {
 public:
  Read read(std::span<char> /*room*/) override { return {}; }
  [[nodiscard]] std::string_view name() const override { return "the leads"; }
};

ReadBuffer no_window() {
  static NoBytes no_bytes;
  return ReadBuffer(no_bytes, 1);
}

/// One row of a table, as CsvRow takes a record.
void read_row(const LeadTable& table, std::uint64_t number, const CsvRow& csv_row,
              std::vector<std::string_view>& fields, LeadRow& row, Lead& lead) {
  fields.clear();
  CsvRecord record{.line = number + 1, .offset = number};
  std::size_t invalid = 0;
  for (const auto& column : table.values) {
    const std::string_view field =
        number < column.size() ? column[static_cast<std::size_t>(number)] : std::string_view();
    fields.push_back(field);
    const std::size_t found = utf8::first_invalid(field);
    if (found == field.size() || !record.raw.empty()) continue;
    record.raw = field;
    invalid = found;
  }
  fields.resize(table.columns.size());
  LeadRow::begin(lead, number, record.line, record.offset, {});
  csv_row.read(record, fields, invalid, row, lead);
}

class TableParser final : public ChunkParser {
 public:
  TableParser(const LeadTable& table, CsvRow csv_row)
      : table_(table), csv_row_(std::move(csv_row)), row_(csv_row_.binding().variables.size()) {}

  void begin(const Chunk& chunk) override {
    next_ = chunk.row;
    end_ = chunk.row + chunk.rows;
  }
  std::span<const Lead> next() override {
    if (next_ == end_) return {};
    read_row(table_, next_++, csv_row_, fields_, row_, lead_);
    return {&lead_, 1};
  }
  std::span<const std::string_view> fields(const Lead& lead) override { return lead.fields; }

 private:
  const LeadTable& table_;
  CsvRow csv_row_;
  LeadRow row_;
  Lead lead_;
  std::vector<std::string_view> fields_;
  std::uint64_t next_ = 0;
  std::uint64_t end_ = 0;
};

}  // namespace

std::uint64_t TableLeads::count_rows(const LeadTable& table) {
  std::size_t rows = 0;
  for (const auto& column : table.values) rows = std::max(rows, column.size());
  return rows;
}

TableLeads::TableLeads(const LeadTable& table, const LeadOptions& options)
    : LeadRecords(no_window(), options.variables.size()), table_(table), all_rows_(count_rows(table)) {}

Result<std::unique_ptr<LeadRecords>> TableLeads::open(const LeadTable& table, const LeadOptions& options) {
  std::unique_ptr<TableLeads> leads(new TableLeads(table, options));
  LeadNames& names = leads->names;
  names.columns = table.columns;
  Result<Binding> binding = bind_columns(leads->buffer.name(), names.columns, options);
  if (!binding) return binding.errors();
  name_columns(*binding, names);
  leads->csv_row_ = CsvRow(*std::move(binding), names.columns, options.max_record);
  return std::unique_ptr<LeadRecords>(std::move(leads));
}

bool TableLeads::next(Lead& lead) {
  if (rows == all_rows_) return false;
  read_row(table_, rows++, csv_row_, fields_, row, lead);
  return true;
}

bool TableLeads::cut(Chunk* chunk, const ChunkLimits& limits) {
  constexpr std::uint64_t kUsualRow = 64;  // bytes, as of a file
  const std::uint64_t end = std::min(
      {all_rows_, limits.rows, limits.begin_before, rows + std::max<std::uint64_t>(limits.bytes / kUsualRow, 1)});
  if (rows >= end) return false;
  if (chunk != nullptr) {
    chunk->bytes.clear();
    chunk->row = rows;
    chunk->rows = static_cast<std::size_t>(end - rows);
  }
  rows = end;
  return true;
}

std::unique_ptr<ChunkParser> TableLeads::parser() const {
  return std::make_unique<TableParser>(table_, csv_row_);
}

}  // namespace segue
