#include "leads/csv_leads.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "leads/csv_chunk.h"
#include "leads/csv_extent.h"
#include "leads/excerpt.h"

namespace segue {
namespace {

Error no_header(std::string message) {
  return {.code = "no-header", .name = "no-header", .message = std::move(message)};
}

}  // namespace

CsvLeads::CsvLeads(ReadBuffer at_start, const LeadOptions& options)
    : LeadRecords(std::move(at_start), options.variables.size()),
      delimiter_(options.format == LeadFormat::kTsv ? '\t' : ','),
      records_(buffer, delimiter_, options.max_record),
      max_record_(options.max_record) {}

Result<std::unique_ptr<LeadRecords>> CsvLeads::open(ReadBuffer buffer, const LeadOptions& options) {
  std::unique_ptr<CsvLeads> leads(new CsvLeads(std::move(buffer), options));
  if (std::optional<Error> error = leads->read_header()) return std::move(*error);
  Result<Binding> binding = bind_columns(leads->buffer.name(), leads->names.columns, options);
  if (!binding) return binding.errors();
  LeadNames& names = leads->names;
  name_columns(*binding, names);
  leads->csv_row_ = CsvRow(*std::move(binding), names.columns, options.max_record);
  return std::unique_ptr<LeadRecords>(std::move(leads));
}

std::optional<Error> CsvLeads::read_header() {
  const std::string_view name = buffer.name();
  CsvRecord record;
  do {
    if (!records_.next(record)) {
      if (!buffer.problem().empty()) {
        return Error{.code = "unreadable-file", .name = "unreadable-file", .message = buffer.problem()};
      }
      return no_header(
          fmt::format("{}: nothing is in it; its first record must be the header, the names of the columns", name));
    }
  } while (record.verdict == CsvRecord::Verdict::kWhole && CsvRow::all_blank(records_.fields()));
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
    case CsvRecord::Verdict::kTooLong: {
      Error error = no_header(fmt::format(
          "{}: the header cannot be read: it is longer than {} bytes; look for a missing line end, or raise "
          "the max-record limit",
          name, max_record_));
      error.setting = "max-record";
      return error;
    }
  }
  names.columns.assign(records_.fields().begin(), records_.fields().end());
  return std::nullopt;
}

bool CsvLeads::next(Lead& lead) {
  CsvRecord record;
  if (!records_.next(record)) return false;
  LeadRow::begin(lead, rows++, record.line, record.offset, record.raw);
  csv_row_.read(record, records_.fields(), invalid_byte(record.offset, record.raw), row, lead);
  return true;
}

bool CsvLeads::cut(Chunk* chunk, const ChunkLimits& limits) {
  if (rows >= limits.rows) return false;
  // No longer than a record may be, so that none in it is too long.
  const std::size_t most = std::min(limits.bytes, max_record_);
  if (records_.is_at_plain_record()) {
    const std::string_view text = hold_for_chunk(most, limits);
    const CsvExtent stretch = whole_records(text, delimiter_, limits.rows - rows);
    if (stretch.rows > 0) {
      if (chunk != nullptr) fill(*chunk, text.substr(0, stretch.size), stretch.rows);
      rows += stretch.rows;
      records_.pass(stretch.size, stretch.lines);
      return true;
    }
  }
  return cut_one(chunk, limits);
}

// The next record may be anything: longer than a chunk, the last one, given up.
bool CsvLeads::cut_one(Chunk* chunk, const ChunkLimits& limits) {
  CsvRecord record;
  if (!records_.begins_before(limits.begin_before) || !records_.next(record)) return false;
  if (chunk != nullptr) {
    fill(*chunk, record.raw, 1);
    chunk->offset = record.offset;
    chunk->line = record.line;
    if (record.verdict == CsvRecord::Verdict::kOpenQuote || record.verdict == CsvRecord::Verdict::kTooLong) {
      chunk->given_up = {.too_long = record.verdict == CsvRecord::Verdict::kTooLong,
                         .quote_line = record.quote_line,
                         .at_source_end = record.at_source_end};
    }
  }
  ++rows;
  return true;
}

void CsvLeads::fill(Chunk& chunk, std::string_view text, std::size_t records) const {
  chunk.bytes.assign(text.begin(), text.end());
  chunk.offset = buffer.offset();
  chunk.row = rows;
  chunk.line = records_.line();
  chunk.rows = records;
  chunk.given_up.reset();
}

std::unique_ptr<ChunkParser> CsvLeads::parser() const {
  return std::make_unique<CsvChunkParser>(csv_row_, delimiter_);
}

}  // namespace segue
