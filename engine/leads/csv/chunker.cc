#include "leads/csv/chunker.h"

#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "base/utf8.h"
#include "leads/csv/parser.h"
#include "leads/wording.h"

namespace segue {
namespace {

Error no_header(std::string message) {
  return {.code = "no-header", .name = "no-header", .message = std::move(message)};
}

CsvDialect dialect_of(LeadFormat format) {
  return {.delimiter = format == LeadFormat::kTsv ? '\t' : ','};
}

}  // namespace

CsvChunker::CsvChunker(ReadBuffer at_start, const LeadOptions& options)
    : TextChunker(std::move(at_start), options),
      dialect_(dialect_of(options.format)),
      boundaries_(buffer, dialect_, options.max_record),
      max_record_(options.max_record) {}

Result<std::unique_ptr<Chunker>> CsvChunker::open(ReadBuffer buffer, const LeadOptions& options) {
  std::unique_ptr<CsvChunker> chunker(new CsvChunker(std::move(buffer), options));
  if (std::optional<Error> error = chunker->read_header()) return std::move(*error);
  LeadNames& found = chunker->found;
  Result<Binding> binding = bind_columns(chunker->buffer.name(), found.columns, options);
  if (!binding) return binding.errors();
  name_columns(*binding, found);
  chunker->csv_row_ = CsvRow(FieldRow(*std::move(binding), found.columns), options.max_record);
  return std::unique_ptr<Chunker>(std::move(chunker));
}

std::optional<Error> CsvChunker::read_header() {
  const std::string_view name = buffer.name();
  Record record;
  CsvSplitter splitter(dialect_);
  do {
    if (!boundaries_.next(record)) {
      if (!buffer.problem().empty()) {
        return Error{.code = "unreadable-file", .name = "unreadable-file", .message = buffer.problem()};
      }
      return no_header(
          fmt::format("{}: nothing is in it; its first record must be the header, the names of the columns", name));
    }
    splitter.split(record.raw);
  } while (!record.is_broken && splitter.bad_field() == CsvSplitter::kNone && all_blank(splitter.fields()));

  if (record.is_broken && record.broken.too_long) {
    Error error = no_header(
        fmt::format("{}: the header cannot be read: it is longer than {} bytes; look for a missing line end, or raise "
                    "the max-record limit",
                    name, max_record_));
    error.setting = "max-record";
    return error;
  }
  if (record.is_broken) {
    return no_header(fmt::format("{}: the header cannot be read: its quote that opens in line {} is not closed{}", name,
                                 record.broken.quote_line,
                                 record.broken.at_source_end
                                     ? std::string()
                                     : fmt::format(" within {} bytes, the longest a record may be", max_record_)));
  }
  if (const std::size_t invalid = utf8::first_invalid(record.raw); invalid < record.raw.size()) {
    return Error{.code = "bad-encoding",
                 .name = "bad-encoding",
                 .message = fmt::format("{}: the header is not UTF-8 at offset {}; convert the leads from the encoding "
                                        "they are in, such as with  iconv -f windows-1252 -t utf-8",
                                        name, record.offset + invalid)};
  }
  if (splitter.bad_field() != CsvSplitter::kNone) {
    return no_header(
        fmt::format("{}: the header cannot be read: \"{}\" stands behind the closing quote of column {}; "
                    "double the quotes that are part of the name",
                    name, excerpt(splitter.bad_text()), splitter.bad_field() + 1));
  }
  found.columns.assign(splitter.fields().begin(), splitter.fields().end());
  return std::nullopt;
}

std::unique_ptr<ChunkParser> CsvChunker::parser() const {
  return std::make_unique<CsvParser>(csv_row_, dialect_);
}

}  // namespace segue
