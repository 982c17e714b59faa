#include "leads/csv/row.h"

#include <fmt/format.h>

#include "leads/wording.h"

namespace segue {

void CsvRow::read(CsvSplitter& record, std::size_t invalid, LeadRow& row, Lead& lead) const {
  if (invalid < lead.raw.size()) {
    fields_.begin(record.fields(), row, lead);
    fields_.take_key(record.fields().size(), record.fields(), lead);
    return row.reject(lead, "bad-encoding", not_utf8("record", lead.raw, invalid));
  }
  if (record.bad_field() != CsvSplitter::kNone) {
    fields_.begin(record.fields(), row, lead);
    fields_.take_key(record.bad_field(), record.fields(), lead);
    return row.reject(
        lead, "bad-quote",
        fmt::format("\"{}\" stands behind the closing quote of {}; double the quotes that are part of the text",
                    excerpt(record.bad_text()), fields_.describe_field(record.bad_field())));
  }
  fields_.read(record.fields(), row, lead);
}

void CsvRow::reject(CsvSplitter& record, const BrokenRecord& broken, LeadRow& row, Lead& lead) const {
  fields_.begin(record.fields(), row, lead);
  // The last field was cut.
  fields_.take_key(record.fields().size() - 1, record.fields(), lead);
  if (broken.too_long) {
    row.reject(lead, "too-long",
               fmt::format("the record is longer than {} bytes; look for a missing line end, or raise the max-record "
                           "limit",
                           max_record_),
               "max-record");
  } else if (broken.at_source_end) {
    row.reject(
        lead, "bad-quote",
        fmt::format("the quote that opens in line {} is never closed; close it, or double it if it is part of the text",
                    broken.quote_line));
  } else {
    row.reject(lead, "bad-quote",
               fmt::format("the quote that opens in line {} is not closed within the {} bytes that a record may have; "
                           "close it, or raise the max-record limit",
                           broken.quote_line, max_record_),
               "max-record");
  }
}

}  // namespace segue
