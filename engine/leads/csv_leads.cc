#include "leads/csv_leads.h"

#include <algorithm>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/utf8.h"
#include "base/white_space.h"

namespace segue {
namespace {

constexpr std::size_t kExcerpt = 24;

bool is_seen(std::string_view text) {
  return !text.empty() && (is_plain_edge(text.front()) || !is_blank(text));
}

bool all_blank(std::span<const std::string_view> fields) {
  return std::none_of(fields.begin(), fields.end(), is_seen);
}

// The start of a text, for a message; never half a code point.
std::string_view excerpt(std::string_view text) {
  if (text.size() <= kExcerpt) return text;
  std::size_t size = kExcerpt;
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
  return text.substr(0, size);
}

Error no_header(std::string message) {
  return {.code = "no-header", .name = "no-header", .message = std::move(message)};
}

}  // namespace

CsvLeads::CsvLeads(Window at_start, const LeadOptions& options)
    : LeadRecords(std::move(at_start), options.variables.size()),
      records_(window, options.format == LeadFormat::kTsv ? '\t' : ',', options.max_record),
      max_record_(options.max_record) {}

Result<std::unique_ptr<LeadRecords>> CsvLeads::open(Window window, const LeadOptions& options) {
  std::unique_ptr<CsvLeads> leads(new CsvLeads(std::move(window), options));
  if (std::optional<Error> error = leads->read_header()) return std::move(*error);
  Result<Binding> binding = bind_columns(leads->window.name(), leads->names.columns, options);
  if (!binding) return binding.errors();
  leads->binding_ = *std::move(binding);
  for (const std::size_t column : leads->binding_.variables) {
    leads->names.variable_columns.push_back(column == kNoColumn ? std::string() : leads->names.columns[column]);
  }
  const std::size_t key = leads->binding_.key;
  leads->names.key_column = key == kNoColumn ? std::string(kRowKey) : leads->names.columns[key];
  return std::unique_ptr<LeadRecords>(std::move(leads));
}

std::optional<Error> CsvLeads::read_header() {
  const std::string_view name = window.name();
  CsvRecord record;
  do {
    if (!records_.next(record)) {
      if (!window.problem().empty()) {
        return Error{.code = "unreadable-file", .name = "unreadable-file", .message = window.problem()};
      }
      return no_header(
          fmt::format("{}: nothing is in it; its first record must be the header, the names of the columns", name));
    }
  } while (record.verdict == CsvRecord::Verdict::kWhole && all_blank(records_.fields()));
  const bool was_split =
      record.verdict == CsvRecord::Verdict::kWhole || record.verdict == CsvRecord::Verdict::kTextBehindQuote;
  if (const std::size_t invalid = invalid_byte(record.offset, record.raw); invalid < record.raw.size() && was_split) {
    return Error{.code = "bad-encoding",
                 .name = "bad-encoding",
                 .message = fmt::format("{}: the header is not UTF-8 at offset {}; convert the leads from the encoding "
                                        "they are in, such as with  iconv -f windows-1252 -t utf-8",
                                        name, record.offset + invalid)};
  }
  switch (record.verdict) {
    case CsvRecord::Verdict::kWhole:
      break;
    case CsvRecord::Verdict::kTextBehindQuote:
      return no_header(
          fmt::format("{}: the header cannot be read: \"{}\" stands behind the closing quote of column {}; "
                      "double the quotes that are part of the name",
                      name, excerpt(record.bad_text), record.bad_field + 1));
    case CsvRecord::Verdict::kOpenQuote:
      return no_header(fmt::format(
          "{}: the header cannot be read: its quote that opens in line {} is not closed{}", name, record.quote_line,
          record.at_source_end ? std::string()
                               : fmt::format(" within {} bytes, the longest a record may be", max_record_)));
    case CsvRecord::Verdict::kTooLong:
      return no_header(
          fmt::format("{}: the header cannot be read: it is longer than {} bytes, the longest a record may be; raise "
                      "that with --max-record",
                      name, max_record_));
  }
  names.columns.assign(records_.fields().begin(), records_.fields().end());
  return std::nullopt;
}

bool CsvLeads::next(Lead& lead) {
  CsvRecord record;
  if (!records_.next(record)) return false;
  begin(lead, record.line, record.offset, record.raw);
  if (binding_.key == kNoColumn) give_row_key(lead);

  std::vector<std::string_view>& fields = records_.fields();
  lead.fields = fields;
  if (record.verdict == CsvRecord::Verdict::kOpenQuote || record.verdict == CsvRecord::Verdict::kTooLong) {
    reject_unreadable(record, lead);
    return true;
  }
  if (const std::size_t invalid = invalid_byte(record.offset, record.raw); invalid < record.raw.size()) {
    if (binding_.key != kNoColumn) lead.key = key_before(fields.size());
    reject(lead, "bad-encoding",
           fmt::format("the record is not UTF-8: byte 0x{:02X} at offset {} of it; save the file as UTF-8, or convert "
                       "it with  iconv -f windows-1252 -t utf-8",
                       static_cast<unsigned char>(record.raw[invalid]), invalid));
    return true;
  }
  if (record.verdict == CsvRecord::Verdict::kTextBehindQuote) {
    if (binding_.key != kNoColumn) lead.key = key_before(record.bad_field);
    reject(lead, "bad-quote",
           fmt::format("\"{}\" stands behind the closing quote of {}; double the quotes that are part of the text",
                       excerpt(record.bad_text), describe_field(record.bad_field)));
    return true;
  }
  if (all_blank(fields)) {
    settle(lead, LeadState::kSkipped);
    return true;
  }
  if (binding_.key != kNoColumn && binding_.key < fields.size()) lead.key = fields[binding_.key];
  if (fields.size() != names.columns.size()) {
    if (fields.size() > names.columns.size()) {
      reject(lead, "too-wide",
             fmt::format("{} fields, but the header has {} column{}; quote a field that has the delimiter in its text",
                         fields.size(), names.columns.size(), names.columns.size() == 1 ? "" : "s"));
      return true;
    }
    fields.resize(names.columns.size());
    lead.fields = fields;
    lead.was_short = true;
  }
  if (binding_.key != kNoColumn && !is_seen(lead.key)) {
    reject(lead, "blank-key",
           fmt::format("column \"{}\", the lead's key, is blank; every lead needs one", names.key_column));
    return true;
  }
  lead.state = LeadState::kReady;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::size_t column = binding_.variables[i];
    if (column != kNoColumn) values[i] = fields[column];
  }
  lead.values = values;
  return true;
}

std::string_view CsvLeads::key_before(std::size_t readable) const {
  const std::vector<std::string_view>& fields = records_.fields();
  if (binding_.key >= std::min(readable, fields.size())) return {};
  const std::string_view key = fields[binding_.key];
  return utf8::valid(key) ? key : std::string_view();
}

void CsvLeads::reject_unreadable(const CsvRecord& record, Lead& lead) {
  // The last field is the one that did not come to its end.
  if (binding_.key != kNoColumn) lead.key = key_before(records_.fields().size() - 1);
  if (record.verdict == CsvRecord::Verdict::kTooLong) {
    reject(
        lead, "too-long",
        fmt::format("the record is longer than {} bytes; raise that with --max-record, or look for a missing line end",
                    max_record_));
  } else if (record.at_source_end) {
    reject(
        lead, "bad-quote",
        fmt::format("the quote that opens in line {} is never closed; close it, or double it if it is part of the text",
                    record.quote_line));
  } else {
    reject(
        lead, "bad-quote",
        fmt::format("the quote that opens in line {} is not closed within the {} bytes that a record may have; close "
                    "it, or raise that with --max-record",
                    record.quote_line, max_record_));
  }
}

std::string CsvLeads::describe_field(std::size_t field) const {
  if (field < names.columns.size()) return fmt::format("field {} ({})", field + 1, names.columns[field]);
  return fmt::format("field {}", field + 1);
}

}  // namespace segue
