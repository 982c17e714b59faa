#include "leads/csv/splitter.h"

#include "leads/scan.h"

namespace segue {

void CsvSplitter::split(std::string_view text) {
  const std::size_t count = find_marks(text, dialect_.delimiter, marks_);
  // The first is the line end before the text.
  split(text, {marks_.data(), count}, 0, 1);
}

std::size_t CsvSplitter::split(std::string_view text, std::span<const std::uint32_t> marks, std::size_t begin,
                               std::size_t mark) {
  fields_.clear();
  doubled_.clear();
  line_breaks_ = 0;
  bad_field_ = kNone;
  Field field{.begin = begin};
  CsvState state = CsvState::kFieldStart;
  std::size_t at = begin;
  std::size_t end = text.size();
  bool has_line_end = false;
  while (mark < marks.size() && !has_line_end) {
    const std::size_t place = marks[mark++];
    if (place > at) state = after(state, CsvByte::kOther);
    const CsvState before = state;
    const CsvByte byte = kind_of(text[place], dialect_);
    state = after(before, byte);
    at = place + 1;
    if (byte == CsvByte::kQuote) {
      field.quoted |= before == CsvState::kFieldStart;
      field.doubled |= before == CsvState::kQuoteInQuoted;
      if (before == CsvState::kQuoted) field.closing = place;
    } else if (ends_record(before, byte)) {
      end = place > field.begin && text[place - 1] == '\r' ? place - 1 : place;
      has_line_end = true;
      // A carriage return of the line end is no text after the closing quote.
      state = field.quoted && end == field.closing + 1 ? CsvState::kQuoteInQuoted : before;
    } else if (before == CsvState::kQuoted) {
      line_breaks_ += byte == CsvByte::kLineFeed ? 1 : 0;
    } else {
      add_field(text, field, place, before);
      field = {.begin = at};
    }
  }
  if (!has_line_end && end > at) state = after(state, CsvByte::kOther);
  add_field(text, field, end, state);
  size_ = end - begin;
  whole_size_ = (has_line_end ? at : end) - begin;
  if (!doubled_.empty()) unescape();
  return mark;
}

/// Adds a field that ends at `end`, before which the record was in `state`.
void CsvSplitter::add_field(std::string_view text, const Field& field, std::size_t end, CsvState state) {
  std::size_t begin = field.begin;
  bool doubled = field.doubled;
  if (field.quoted && state == CsvState::kUnquoted) {
    if (bad_field_ == kNone) {
      bad_field_ = fields_.size();
      bad_text_ = text.substr(field.closing + 1, end - field.closing - 1);
    }
    doubled = false;
  } else if (field.quoted) {
    ++begin;
    if (state == CsvState::kQuoteInQuoted) end = field.closing;
  }
  if (doubled) doubled_.push_back(fields_.size());
  fields_.push_back(text.substr(begin, end - begin));
}

void CsvSplitter::unescape() {
  std::size_t size = 0;
  for (const std::size_t i : doubled_) size += fields_[i].size();
  unescaped_.clear();
  unescaped_.reserve(size);  // the views below point into it
  for (const std::size_t i : doubled_) {
    const std::size_t begin = unescaped_.size();
    std::string_view rest = fields_[i];
    for (std::size_t quote; (quote = rest.find('"')) != std::string_view::npos; rest.remove_prefix(quote)) {
      unescaped_.append(rest.substr(0, ++quote));
      if (quote < rest.size()) ++quote;  // the second of two
    }
    unescaped_.append(rest);
    fields_[i] = std::string_view(unescaped_).substr(begin);
  }
}

}  // namespace segue
