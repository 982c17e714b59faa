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
      key_(csv_row_.fields().binding().key),
      splitter_(dialect),
      fields_splitter_(dialect),
      row_(csv_row_.fields().binding().variables.size()),
      values_(kMost * row_.values.size()),
      columns_(csv_row_.fields().binding().variables) {
  for (std::size_t place = 0; place < kMost; ++place) leads_.push_back(unused_lead(place));
}

Lead CsvParser::unused_lead(std::size_t place) {
  return {.values = std::span(values_).subspan(place * columns_.size(), columns_.size())};
}

void CsvParser::begin(const Chunk& chunk) {
  chunk_ = &chunk;
  text_ = chunk.bytes.text();
  next_ = {.row = chunk.row, .line = chunk.line};
  left_ = chunk.rows;
  if (chunk.broken) return;
  valid_ = is_utf8(text_);
  marks_end_ = find_marks(text_, dialect_.delimiter, marks_);
}

std::span<const Lead> CsvParser::next() {
  // Usual leads rely on everything else in their place being as in an unused one.
  leads_[unusual_] = unused_lead(unusual_);
  std::size_t count = 0;
  if (left_ > 0 && chunk_->broken) {
    left_ = 0;
    read_broken(leads_[count++]);
  } else {
    Cursor cursor = next_;
    const std::size_t most = left_ < kMost ? static_cast<std::size_t>(left_) : kMost;
    while (count < most) {
      const std::size_t place = count++;
      first_marks_[place] = cursor.mark;
      if (!read_usual(cursor, place) && !read_any(cursor, place)) break;
    }
    next_ = cursor;
    left_ -= count;
  }
  if (count > 0) unusual_ = count - 1;
  return {leads_.data(), count};
}

/// Makes a lead of a record that has all its fields, if it has a visible key. Returns whether it does.
template <class Field>
inline bool CsvParser::take(Cursor& cursor, const Cursor& next, const Field& field, std::string_view raw,
                            std::size_t place) {
  // Any field that is visible will do for a record that is not blank.
  const std::string_view seen = field(key_ == kNoColumn ? 0 : key_);
  if (seen.empty() || !is_plain_edge(seen.front())) return false;
  std::string_view* const values = values_.data() + place * columns_.size();
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    values[i] = columns_[i] == kNoColumn ? std::string_view() : field(columns_[i]);
  }
  Lead& lead = leads_[place];
  lead.row = cursor.row;
  lead.line = cursor.line;
  lead.offset = chunk_->offset + cursor.at;
  lead.raw = raw;
  lead.key = key_ == kNoColumn ? LeadRow::write_row_key(lead.row, row_keys_[place]) : seen;
  cursor = next;
  return true;
}

inline bool CsvParser::read_usual(Cursor& cursor, std::size_t place) {
  if (!valid_ || cursor.mark + width_ > marks_end_) return false;
  const char* const text = text_.data();
  // The mark before the record's first is the line end before it.
  const std::uint32_t* const marks = marks_.data() + cursor.mark;
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
  const Cursor next = {
      .at = std::size_t{line_feed} + 1, .mark = cursor.mark + width_, .row = cursor.row + 1, .line = cursor.line + 1};
  return take(cursor, next, field, {text + cursor.at, end - cursor.at}, place);
}

/// Reads a record of any kind. False if what its lead points to is overwritten by the next of its kind.
bool CsvParser::read_any(Cursor& cursor, std::size_t place) {
  Cursor next = cursor;
  next.mark = splitter_.split(text_, {marks_.data(), marks_end_}, cursor.at, cursor.mark);
  next.at += splitter_.whole_size();
  next.row += 1;
  next.line += 1 + splitter_.line_breaks();
  const std::string_view raw = text_.substr(cursor.at, splitter_.size());
  const std::vector<std::string_view>& fields = splitter_.fields();
  const bool is_usual = valid_ && fields.size() == width_ && splitter_.bad_field() == CsvSplitter::kNone;
  if (is_usual && !splitter_.has_unescaped() &&
      take(
          cursor, next, [&](std::size_t column) { return fields[column]; }, raw, place)) {
    return true;
  }
  Lead& lead = leads_[place];
  LeadRow::begin(lead, cursor.row, cursor.line, chunk_->offset + cursor.at, raw);
  csv_row_.read(splitter_, valid_ ? raw.size() : utf8::first_invalid(raw), row_, lead);
  cursor = next;
  return false;
}

void CsvParser::read_broken(Lead& lead) {
  splitter_.split(text_);
  LeadRow::begin(lead, next_.row, next_.line, chunk_->offset, text_);
  csv_row_.reject(splitter_, *chunk_->broken, row_, lead);
}

std::span<const std::string_view> CsvParser::fields(const Lead& lead) {
  if (!lead.fields.empty()) return lead.fields;
  // A usual record, which ends in the chunk.
  const auto begin = static_cast<std::size_t>(lead.offset - chunk_->offset);
  const auto place = static_cast<std::size_t>(lead.row - leads_.front().row);
  fields_splitter_.split(text_, {marks_.data(), marks_end_}, begin, first_marks_[place]);
  return fields_splitter_.fields();
}

}  // namespace segue
