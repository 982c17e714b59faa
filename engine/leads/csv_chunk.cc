#include "leads/csv_chunk.h"

#include <algorithm>
#include <utility>

#include "base/utf8.h"
#include "base/white_space.h"
#include "leads/scan.h"

namespace segue {

CsvChunkParser::CsvChunkParser(CsvRow csv_row, char delimiter)
    : csv_row_(std::move(csv_row)),
      delimiter_(delimiter),
      width_(csv_row_.columns().size()),
      splitter_(delimiter),
      fields_splitter_(delimiter),
      row_(csv_row_.binding().variables.size()),
      leads_(kMost),
      values_(kMost * csv_row_.binding().variables.size()),
      columns_(csv_row_.binding().variables) {}

void CsvChunkParser::begin(const Chunk& chunk) {
  chunk_ = &chunk;
  at_ = 0;
  next_row_ = chunk.row;
  line_ = chunk.line;
  left_ = chunk.rows;
  if (chunk.given_up) return;
  valid_ = is_utf8(chunk.text());
  marks_end_ = find_marks(chunk.text(), delimiter_, marks_);
  mark_ = 1;  // behind the line end before the chunk
}

std::span<const Lead> CsvChunkParser::next() {
  std::size_t count = 0;
  while (count < kMost && left_ > 0) {
    --left_;
    Lead& lead = leads_[count];
    if (chunk_->given_up) {
      read_given_up(lead);
      return {leads_.data(), count + 1};
    }
    if (!read_usual(lead, count++)) {
      // What it points to is overwritten by the next of its kind.
      read_any(lead);
      break;
    }
  }
  return {leads_.data(), count};
}

bool CsvChunkParser::read_usual(Lead& lead, std::size_t place) {
  if (!valid_ || mark_ + width_ > marks_end_) return false;
  const char* const text = chunk_->bytes.data();
  // The mark before the record's first is the line end before it.
  const std::uint32_t* const marks = marks_.data() + mark_;
  const std::uint32_t line_feed = marks[width_ - 1];
  int unusual = text[line_feed] ^ '\n';
  for (std::size_t i = 0; i + 1 < width_; ++i) unusual |= text[marks[i]] ^ delimiter_;
  if (unusual != 0) return false;

  const std::uint32_t last_field = *(marks + width_ - 2) + 1;
  const std::uint32_t end = line_feed > last_field && text[line_feed - 1] == '\r' ? line_feed - 1 : line_feed;
  const auto field = [&](std::size_t column) {
    const std::uint32_t begin = *(marks + column - 1) + 1;
    return std::string_view(text + begin, (column + 1 == width_ ? end : marks[column]) - begin);
  };
  const std::size_t key_column = csv_row_.binding().key;
  // Any field that is seen will do for a record that is not blank.
  const std::string_view seen = field(key_column == kNoColumn ? 0 : key_column);
  if (seen.empty() || !is_plain_edge(seen.front())) return false;

  std::string_view* const values = values_.data() + place * columns_.size();
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    values[i] = columns_[i] == kNoColumn ? std::string_view() : field(columns_[i]);
  }
  lead.state = LeadState::kReady;
  LeadRow::begin(lead, next_row_++, line_++, chunk_->offset + at_, {text + at_, end - at_});
  lead.key = key_column == kNoColumn ? LeadRow::write_row_key(lead.row, row_keys_[place]) : seen;
  lead.values = {values, columns_.size()};
  at_ = std::size_t{line_feed} + 1;
  mark_ += width_;
  return true;
}

void CsvChunkParser::read_any(Lead& lead) {
  const std::string_view rest = chunk_->text().substr(at_);
  splitter_.split(rest);
  CsvRecord record{.line = line_, .offset = chunk_->offset + at_, .raw = rest.substr(0, splitter_.size())};
  if (splitter_.bad_field() != CsvSplitter::kNone) {
    record.verdict = CsvRecord::Verdict::kTextBehindQuote;
    record.bad_field = splitter_.bad_field();
    record.bad_text = splitter_.bad_text();
  }
  LeadRow::begin(lead, next_row_++, record.line, record.offset, record.raw);
  csv_row_.read(record, splitter_.fields(), valid_ ? record.raw.size() : utf8::first_invalid(record.raw), row_, lead);
  at_ += splitter_.whole_size();
  line_ += 1 + splitter_.line_breaks();
  while (mark_ < marks_end_ && marks_[mark_] < at_) ++mark_;
}

void CsvChunkParser::read_given_up(Lead& lead) {
  const GivenUpRecord& given_up = *chunk_->given_up;
  const CsvRecord record{.verdict = given_up.too_long ? CsvRecord::Verdict::kTooLong : CsvRecord::Verdict::kOpenQuote,
                         .line = line_,
                         .offset = chunk_->offset,
                         .raw = chunk_->text(),
                         .quote_line = given_up.quote_line,
                         .at_source_end = given_up.at_source_end};
  splitter_.split(record.raw);
  LeadRow::begin(lead, next_row_++, record.line, record.offset, record.raw);
  csv_row_.read(record, splitter_.fields(), record.raw.size(), row_, lead);
}

std::span<const std::string_view> CsvChunkParser::fields(const Lead& lead) {
  if (!lead.fields.empty()) return lead.fields;
  fields_splitter_.split(lead.raw);
  return fields_splitter_.fields();
}

}  // namespace segue
