#include "leads/csv_row.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/utf8.h"
#include "base/white_space.h"
#include "leads/excerpt.h"

namespace segue {

bool CsvRow::is_seen(std::string_view text) {
  return !text.empty() && (is_plain_edge(text.front()) || !is_blank(text));
}

bool CsvRow::all_blank(const std::vector<std::string_view>& fields) {
  return std::none_of(fields.begin(), fields.end(), is_seen);
}

void CsvRow::read(const CsvRecord& record, std::vector<std::string_view>& fields, std::size_t invalid, LeadRow& row,
                  Lead& lead) const {
  if (!has_key_column()) row.give_row_key(lead);
  lead.fields = fields;
  if (record.verdict == CsvRecord::Verdict::kOpenQuote || record.verdict == CsvRecord::Verdict::kTooLong) {
    return reject_unreadable(record, fields, row, lead);
  }
  if (invalid < record.raw.size()) {
    if (has_key_column()) lead.key = key_before(fields.size(), fields);
    return row.reject(
        lead, "bad-encoding",
        fmt::format("the record is not UTF-8: byte 0x{:02X} at offset {} of it; save the file as UTF-8, or convert "
                    "it with  iconv -f windows-1252 -t utf-8",
                    static_cast<unsigned char>(record.raw[invalid]), invalid));
  }
  if (record.verdict == CsvRecord::Verdict::kTextBehindQuote) {
    if (has_key_column()) lead.key = key_before(record.bad_field, fields);
    return row.reject(
        lead, "bad-quote",
        fmt::format("\"{}\" stands behind the closing quote of {}; double the quotes that are part of the text",
                    excerpt(record.bad_text), describe_field(record.bad_field)));
  }
  if (all_blank(fields)) return row.settle(lead, LeadState::kSkipped);
  if (has_key_column() && binding_.key < fields.size()) lead.key = fields[binding_.key];
  if (fields.size() != columns_.size()) {
    if (fields.size() > columns_.size()) {
      return row.reject(
          lead, "too-wide",
          fmt::format("{} fields, but the header has {} column{}; quote a field that has the delimiter in its text",
                      fields.size(), columns_.size(), columns_.size() == 1 ? "" : "s"));
    }
    fields.resize(columns_.size());
    lead.fields = fields;
    lead.was_short = true;
  }
  if (has_key_column() && !is_seen(lead.key)) {
    return row.reject(
        lead, "blank-key",
        fmt::format("column \"{}\", the lead's key, is blank; every lead needs one", columns_[binding_.key]));
  }
  for (std::size_t i = 0; i < row.values.size(); ++i) {
    const std::size_t column = binding_.variables[i];
    row.values[i] = column != kNoColumn ? fields[column] : std::string_view();
  }
  row.ready(lead);
}

std::string_view CsvRow::key_before(std::size_t readable, const std::vector<std::string_view>& fields) const {
  if (binding_.key >= std::min(readable, fields.size())) return {};
  const std::string_view key = fields[binding_.key];
  return utf8::valid(key) ? key : std::string_view();
}

void CsvRow::reject_unreadable(const CsvRecord& record, const std::vector<std::string_view>& fields, LeadRow& row,
                               Lead& lead) const {
  // The last field is the one that did not come to its end.
  if (has_key_column()) lead.key = key_before(fields.size() - 1, fields);
  if (record.verdict == CsvRecord::Verdict::kTooLong) {
    row.reject(lead, "too-long",
               fmt::format("the record is longer than {} bytes; look for a missing line end, or raise the max-record "
                           "limit",
                           max_record_),
               "max-record");
  } else if (record.at_source_end) {
    row.reject(
        lead, "bad-quote",
        fmt::format("the quote that opens in line {} is never closed; close it, or double it if it is part of the text",
                    record.quote_line));
  } else {
    row.reject(
        lead, "bad-quote",
        fmt::format("the quote that opens in line {} is not closed within the {} bytes that a record may have; close "
                    "it, or raise the max-record limit",
                    record.quote_line, max_record_),
        "max-record");
  }
}

std::string CsvRow::describe_field(std::size_t field) const {
  if (field < columns_.size()) return fmt::format("field {} ({})", field + 1, columns_[field]);
  return fmt::format("field {}", field + 1);
}

}  // namespace segue
