// row.h: what becomes of a record of a delimited source: a lead, a record to skip, or a reject with its reason.

#pragma once

#include <cstddef>
#include <string_view>

#include "leads/boundaries.h"
#include "leads/csv/splitter.h"
#include "leads/field_row.h"
#include "leads/lead_row.h"
#include "segue/leads.h"

namespace segue {

class CsvRow {
 public:
  CsvRow() = default;
  CsvRow(FieldRow fields, std::size_t max_record) : fields_(std::move(fields)), max_record_(max_record) {}

  /// Completes a lead that has its place and its raw text from the fields of that text. `invalid` is the index of its
  /// first byte that is not UTF-8. What the lead points to is in `row`, in the splitter, and in the raw text.
  void read(CsvSplitter& record, std::size_t invalid, LeadRow& row, Lead& lead) const;
  /// The same for a broken record.
  void reject(CsvSplitter& record, const BrokenRecord& broken, LeadRow& row, Lead& lead) const;

  [[nodiscard]] const FieldRow& fields() const { return fields_; }

 private:
  FieldRow fields_;
  std::size_t max_record_ = 0;
};

}  // namespace segue
