// csv_row.h: what becomes of a record of a CSV or TSV source: a lead, a blank, or a reject with its reason.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "leads/columns.h"
#include "leads/csv_records.h"
#include "leads/lead_row.h"
#include "segue/leads.h"

namespace segue {

class CsvRow {
 public:
  CsvRow() = default;
  CsvRow(Binding binding, std::vector<std::string> columns, std::size_t max_record)
      : binding_(std::move(binding)), columns_(std::move(columns)), max_record_(max_record) {}

  /// Fills a lead from a record, its fields, which may be filled up, and the index of the first byte of its raw text
  /// that is not UTF-8. What the lead points to is `row`'s, the fields' and the record's.
  void read(const CsvRecord& record, std::vector<std::string_view>& fields, std::size_t invalid, LeadRow& row,
            Lead& lead) const;

  [[nodiscard]] const Binding& binding() const { return binding_; }
  [[nodiscard]] const std::vector<std::string>& columns() const { return columns_; }

  /// Whether a record with these fields is blank.
  static bool all_blank(const std::vector<std::string_view>& fields);
  /// Whether a person would see something in it.
  static bool is_seen(std::string_view text);

 private:
  [[nodiscard]] bool has_key_column() const { return binding_.key != kNoColumn; }
  /// The key's field, of those that come before field `readable` and hold nothing but UTF-8.
  [[nodiscard]] std::string_view key_before(std::size_t readable, const std::vector<std::string_view>& fields) const;
  void reject_unreadable(const CsvRecord& record, const std::vector<std::string_view>& fields, LeadRow& row,
                         Lead& lead) const;
  [[nodiscard]] std::string describe_field(std::size_t field) const;

  Binding binding_;
  std::vector<std::string> columns_;
  std::size_t max_record_ = 0;
};

}  // namespace segue
