#include "leads/ndjson_chunk.h"

#include <algorithm>

#include "base/utf8.h"
#include "base/white_space.h"
#include "leads/scan.h"

namespace segue {

NdjsonChunkParser::NdjsonChunkParser(const LeadOptions& options, std::size_t max_record)
    : max_record_(max_record),
      ndjson_row_(options),
      row_(options.variables.size()),
      leads_(kMost),
      values_(kMost * options.variables.size()) {}

void NdjsonChunkParser::begin(const Chunk& chunk) {
  chunk_ = &chunk;
  at_ = 0;
  next_row_ = chunk.row;
  line_ = chunk.line;
  left_ = chunk.rows;
  ndjson_row_.set_key({.member = chunk.key_member, .rows_are_keys = chunk.row_is_key});
  // Where the key is may have changed.
  layout_.forget();
  until_learning_ = pause_ = 0;
  valid_ = !chunk.given_up && is_utf8(chunk.text());
}

std::span<const Lead> NdjsonChunkParser::next() {
  std::size_t count = 0;
  while (count < kMost && left_ > 0) {
    --left_;
    Lead& lead = leads_[count];
    const std::string_view line = take_line();
    if (!read_usual(line, lead, count++)) {
      // What it points to is overwritten by the next of its kind.
      read_any(line, lead);
      break;
    }
  }
  return {leads_.data(), count};
}

std::string_view NdjsonChunkParser::take_line() {
  const std::string_view rest = chunk_->text().substr(at_);
  offset_ = chunk_->offset + at_;
  if (chunk_->given_up) return rest;
  const std::size_t line_feed = rest.find('\n');
  std::string_view line = rest.substr(0, line_feed);
  at_ += line.size() + 1;
  // Where there is no line end, the CR before it is gone as well.
  if (line_feed != std::string_view::npos && line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

bool NdjsonChunkParser::read_usual(std::string_view line, Lead& lead, std::size_t place) {
  if (layout_.size() == 0 || !layout_.split(line, found_)) return false;
  const bool row_is_key = places_.key == NdjsonRow::Places::kAbsent;
  if (!row_is_key && (found_[places_.key].empty() || !is_plain_edge(found_[places_.key].front()))) return false;
  std::string_view* const values = values_.data() + place * places_.variables.size();
  for (std::size_t i = 0; i < places_.variables.size(); ++i) {
    const std::size_t from = places_.variables[i];
    values[i] = from == NdjsonRow::Places::kAbsent ? std::string_view() : found_[from];
  }
  lead.state = LeadState::kReady;
  LeadRow::begin(lead, next_row_++, line_++, offset_, line);
  lead.key = row_is_key ? LeadRow::write_row_key(lead.row, row_keys_[place]) : found_[places_.key];
  lead.values = {values, places_.variables.size()};
  return true;
}

void NdjsonChunkParser::read_any(std::string_view line, Lead& lead) {
  LeadRow::begin(lead, next_row_++, line_++, offset_, line);
  if (chunk_->given_up) return ndjson_row_.reject_too_long(max_record_, row_, lead);
  ndjson_row_.read(valid_ ? line.size() : utf8::first_invalid(line), row_, lead);
  if (!valid_ || lead.state != LeadState::kReady) return;
  if (until_learning_ > 0) {
    --until_learning_;
    return;
  }
  constexpr std::size_t kLongestPause = 64;
  until_learning_ = pause_ = std::min(2 * pause_ + 1, kLongestPause);
  if (ndjson_row_.learn(line, layout_, places_)) found_.resize(layout_.size());
}

}  // namespace segue
