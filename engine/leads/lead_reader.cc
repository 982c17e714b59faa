#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "leads/csv_leads.h"
#include "leads/encoding.h"
#include "leads/lead_records.h"
#include "leads/ndjson_leads.h"
#include "leads/open_records.h"
#include "leads/read_buffer.h"
#include "segue/leads.h"

namespace segue {

class LeadReader::Format {
 public:
  std::unique_ptr<LeadRecords> records;
};

LeadReader::LeadReader(std::unique_ptr<Format> format) : format_(std::move(format)) {}
LeadReader::LeadReader(LeadReader&&) noexcept = default;
LeadReader& LeadReader::operator=(LeadReader&&) noexcept = default;
LeadReader::~LeadReader() = default;

Result<std::unique_ptr<LeadRecords>> open_records(ReadBuffer buffer, const LeadOptions& options) {
  if (std::optional<Error> error = check_encoding(buffer)) return *std::move(error);
  return options.format == LeadFormat::kNdjson ? NdjsonLeads::open(std::move(buffer), options)
                                               : CsvLeads::open(std::move(buffer), options);
}

Result<LeadReader> LeadReader::open(Source& source, const LeadOptions& options) {
  auto records = open_records(ReadBuffer(source), options);
  if (!records) return records.errors();
  auto format = std::make_unique<Format>();
  format->records = *std::move(records);
  return LeadReader(std::move(format));
}

bool LeadReader::next(Lead& lead) {
  return format_->records->next(lead);
}
const std::string& LeadReader::problem() const {
  return format_->records->problem();
}
std::span<const std::string> LeadReader::columns() const {
  return format_->records->found_names().columns;
}
std::span<const std::string> LeadReader::variable_columns() const {
  return format_->records->found_names().variable_columns;
}
const std::string& LeadReader::key_column() const {
  return format_->records->found_names().key_column;
}

}  // namespace segue
