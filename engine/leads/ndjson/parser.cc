#include "leads/ndjson/parser.h"

#include <algorithm>

#include "base/utf8.h"
#include "base/white_space.h"
#include "leads/scan.h"

namespace segue {

NdjsonParser::NdjsonParser(const LeadOptions& options, std::size_t max_record)
    : max_record_(max_record),
      ndjson_row_(options),
      row_(options.variables.size()),
      leads_(kMost),
      values_(kMost * options.variables.size()) {}

void NdjsonParser::begin(const Chunk& chunk) {
  chunk_ = &chunk;
  at_ = 0;
  next_row_ = chunk.row;
  line_ = chunk.line;
  left_ = chunk.rows;
  ndjson_row_.set_key(chunk.key);
  // Where the key is may have changed.
  layout_.forget();
  until_learning_ = pause_ = 0;
  valid_ = !chunk.broken && is_utf8(chunk.bytes.text());
}

std::span<const Lead> NdjsonParser::next() {
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

std::string_view NdjsonParser::take_line() {
  const std::string_view rest = chunk_->bytes.text().substr(at_);
  offset_ = chunk_->offset + at_;
  if (chunk_->broken) return rest;
  const std::size_t line_feed = rest.find('\n');
  std::string_view line = rest.substr(0, line_feed);
  at_ += line.size() + 1;
  // A chunk of one record has no line end, and a carriage return there is part of the record.
  if (line_feed != std::string_view::npos && line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

bool NdjsonParser::read_usual(std::string_view line, Lead& lead, std::size_t place) {
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

void NdjsonParser::read_any(std::string_view line, Lead& lead) {
  LeadRow::begin(lead, next_row_++, line_++, offset_, line);
  if (chunk_->broken) return ndjson_row_.reject_too_long(max_record_, row_, lead);
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
