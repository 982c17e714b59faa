// field_row.h: what becomes of a row of fields: a lead, a row to skip, or a reject with its reason.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "leads/columns.h"
#include "leads/lead_row.h"
#include "segue/leads.h"

namespace segue {

class FieldRow {
 public:
  FieldRow() = default;
  FieldRow(Binding binding, std::vector<std::string> columns)
      : binding_(std::move(binding)), columns_(std::move(columns)) {}

  /// Completes a lead that has its place from its fields, which may be filled up. What the lead points to is in `row`
  /// and in the fields.
  void read(std::vector<std::string_view>& fields, LeadRow& row, Lead& lead) const;

  /// What read() begins with, for a row that is rejected before its fields are read: the key if rows are their own
  /// keys, and the fields.
  void begin(const std::vector<std::string_view>& fields, LeadRow& row, Lead& lead) const;
  /// Takes the key if it is one of the first `readable` fields, and UTF-8.
  void take_key(std::size_t readable, const std::vector<std::string_view>& fields, Lead& lead) const;

  [[nodiscard]] const Binding& binding() const { return binding_; }
  [[nodiscard]] const std::vector<std::string>& columns() const { return columns_; }
  /// `field 2 (first-name)`, for a message.
  [[nodiscard]] std::string describe_field(std::size_t field) const;

 private:
  [[nodiscard]] bool has_key_column() const { return binding_.key != kNoColumn; }

  Binding binding_;
  std::vector<std::string> columns_;
};

/// Whether a person would see something in a field.
bool is_seen(std::string_view field);
bool all_blank(const std::vector<std::string_view>& fields);

}  // namespace segue
