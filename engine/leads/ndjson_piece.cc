#include "leads/ndjson_piece.h"

#include "base/utf8.h"
#include "leads/scan.h"

namespace segue {

NdjsonPieceParser::NdjsonPieceParser(const LeadOptions& options, std::size_t max_record)
    : max_record_(max_record), ndjson_row_(options), row_(options.variables.size()) {}

void NdjsonPieceParser::begin(const Piece& piece) {
  piece_ = &piece;
  at_ = 0;
  next_row_ = piece.row;
  line_ = piece.line;
  left_ = piece.rows;
  ndjson_row_.set_key({.member = piece.key_member, .rows_are_keys = piece.row_is_key});
  valid_ = !piece.given_up && is_utf8(piece.text());
}

std::span<const Lead> NdjsonPieceParser::next() {
  if (left_ == 0) return {};
  --left_;
  const std::string_view rest = piece_->text().substr(at_);
  if (piece_->given_up) {
    LeadRow::begin(lead_, next_row_++, line_, piece_->offset, rest);
    ndjson_row_.reject_too_long(max_record_, row_, lead_);
    return {&lead_, 1};
  }
  const std::size_t line_feed = rest.find('\n');
  std::string_view line = rest.substr(0, line_feed);
  const std::uint64_t offset = piece_->offset + at_;
  at_ += line.size() + 1;
  // Where there is no line end, the CR before it is gone as well.
  if (line_feed != std::string_view::npos && line.ends_with('\r')) line.remove_suffix(1);
  LeadRow::begin(lead_, next_row_++, line_++, offset, line);
  ndjson_row_.read(valid_ ? line.size() : utf8::first_invalid(line), row_, lead_);
  return {&lead_, 1};
}

}  // namespace segue
