// csv_leads.h: the leads of a CSV or TSV source.

#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include "leads/columns.h"
#include "leads/csv_records.h"
#include "leads/lead_records.h"
#include "segue/leads.h"
#include "segue/result.h"

namespace segue {

class CsvLeads final : public LeadRecords {
 public:
  /// Reads the header; see LeadReader::open(). The window has passed check_encoding().
  static Result<std::unique_ptr<LeadRecords>> open(Window window, const LeadOptions& options);

  bool next(Lead& lead) override;

 private:
  CsvLeads(Window at_start, const LeadOptions& options);

  std::optional<Error> read_header();
  /// The key's field, of those that come before field `readable` and hold nothing but UTF-8.
  std::string_view key_before(std::size_t readable) const;
  void reject_unreadable(const CsvRecord& record, Lead& lead);
  std::string describe_field(std::size_t field) const;

  CsvRecords records_;
  std::size_t max_record_;
  Binding binding_;
};

}  // namespace segue
