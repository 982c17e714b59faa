#include "leads/csv/parser.h"

#include <utility>

#include "base/utf8.h"
#include "base/white_space.h"
#include "leads/scan.h"

namespace segue {

CsvParser::CsvParser(CsvRow csv_row, const CsvDialect& dialect)
    : csv_row_(std::move(csv_row)),
      dialect_(dialect),
      width_(csv_row_.fields().columns().size()),
      splitter_(dialect),
      fields_splitter_(dialect),
      row_(csv_row_.fields().binding().variables.size()),
      leads_(kMost),
      values_(kMost * row_.values.size()),
      columns_(csv_row_.fields().binding().variables) {}

void CsvParser::begin(const Chunk& chunk) {
  chunk_ = &chunk;
  text_ = chunk.bytes.text();
  at_ = 0;
  next_row_ = chunk.row;
  line_ = chunk.line;
  left_ = chunk.rows;
  if (chunk.broken) return;
  valid_ = is_utf8(text_);
  marks_end_ = find_marks(text_, dialect_.delimiter, marks_);
  mark_ = 1;  // after the line end before the chunk
}

std::span<const Lead> CsvParser::next() {
  std::size_t count = 0;
  first_row_ = next_row_;
  while (count < kMost && left_ > 0) {
    --left_;
    first_marks_[count] = mark_;
    Lead& lead = leads_[count];
    if (chunk_->broken) {
      read_broken(lead);
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

bool CsvParser::read_usual(Lead& lead, std::size_t place) {
  if (!valid_ || mark_ + width_ > marks_end_) return false;
  const char* const text = text_.data();
  // The mark before the record's first is the line end before it.
  const std::uint32_t* const marks = marks_.data() + mark_;
  const std::uint32_t line_feed = marks[width_ - 1];
  int unusual = text[line_feed] ^ '\n';
  for (std::size_t i = 0; i + 1 < width_; ++i) unusual |= text[marks[i]] ^ dialect_.delimiter;
  if (unusual != 0) return false;

  const std::uint32_t last_field = *(marks + width_ - 2) + 1;
  const std::uint32_t end = line_feed > last_field && text[line_feed - 1] == '\r' ? line_feed - 1 : line_feed;
  const auto field = [&](std::size_t column) {
    const std::uint32_t begin = *(marks + column - 1) + 1;
    return std::string_view(text + begin, (column + 1 == width_ ? end : marks[column]) - begin);
  };
  const std::size_t key_column = csv_row_.fields().binding().key;
  // Any field that is visible will do for a record that is not blank.
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

void CsvParser::read_any(Lead& lead) {
  mark_ = splitter_.split(text_, {marks_.data(), marks_end_}, at_, mark_);
  const std::string_view raw = text_.substr(at_, splitter_.size());
  LeadRow::begin(lead, next_row_++, line_, chunk_->offset + at_, raw);
  csv_row_.read(splitter_, valid_ ? raw.size() : utf8::first_invalid(raw), row_, lead);
  at_ += splitter_.whole_size();
  line_ += 1 + splitter_.line_breaks();
}

void CsvParser::read_broken(Lead& lead) {
  splitter_.split(text_);
  LeadRow::begin(lead, next_row_++, line_, chunk_->offset, text_);
  csv_row_.reject(splitter_, *chunk_->broken, row_, lead);
}

std::span<const std::string_view> CsvParser::fields(const Lead& lead) {
  if (!lead.fields.empty()) return lead.fields;
  // A usual record: it ends in the chunk.
  const auto begin = static_cast<std::size_t>(lead.offset - chunk_->offset);
  const std::size_t place = static_cast<std::size_t>(lead.row - first_row_);
  fields_splitter_.split(text_, {marks_.data(), marks_end_}, begin, first_marks_[place]);
  return fields_splitter_.fields();
}

}  // namespace segue
