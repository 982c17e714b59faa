#include "leads/ndjson_leads.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "leads/columns.h"
#include "leads/encoding.h"
#include "leads/ndjson_chunk.h"
#include "leads/scan.h"

namespace segue {
namespace {

constexpr std::size_t kLineEndSize = 2;

}  // namespace

NdjsonLeads::NdjsonLeads(ReadBuffer at_start, const LeadOptions& options)
    : LeadRecords(std::move(at_start), options.variables.size()),
      options_(options),
      max_record_(std::min(options.max_record, NdjsonRow::kLongestLine)),
      ndjson_row_(options) {
  for (const std::string& variable : options.variables) {
    const std::string* member = mapped_column(variable, options);
    names.variable_columns.push_back(member != nullptr ? *member : variable);
  }
  names.key_column = options.key;
}

Result<std::unique_ptr<LeadRecords>> NdjsonLeads::open(ReadBuffer buffer, const LeadOptions& options) {
  std::unique_ptr<NdjsonLeads> leads(new NdjsonLeads(std::move(buffer), options));
  const ReadBuffer& ahead = leads->buffer;
  std::string_view rest = ahead.held().substr(0, kLookAhead);
  const bool is_all = ahead.ended() && rest.size() == ahead.held().size();
  while (!leads->ndjson_row_.key_is_decided() && !rest.empty()) {
    const std::size_t line_feed = rest.find('\n');
    if (line_feed == std::string_view::npos && !is_all) break;
    const std::string_view line = rest.substr(0, line_feed);
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    if (line.size() > leads->max_record_ || leads->ndjson_row_.decide_key_by(line)) continue;
    return Error{.code = "no-key",
                 .name = "no-key",
                 .message = fmt::format("{}: the first record has no member for the lead's key ({}; members: {}); "
                                        "choose one, or the row number, as the key",
                                        ahead.name(), list_key_names(), list_names(leads->ndjson_row_.members_seen())),
                 .setting = "key"};
  }
  leads->note_key();
  return std::unique_ptr<LeadRecords>(std::move(leads));
}

void NdjsonLeads::note_key() {
  if (options_.key.empty() && ndjson_row_.key_is_decided()) names.key_column = ndjson_row_.key().member;
}

// Goes behind a line that was too long.
void NdjsonLeads::leave_line() {
  if (!inside_line_) return;
  buffer.drop_line();
  inside_line_ = false;
  ++line_;
}

bool NdjsonLeads::next(Lead& lead) {
  leave_line();
  std::size_t size = 0;
  std::size_t whole_size = 0;
  const Line found = find_line(size, whole_size);
  if (found == Line::kNone) return false;
  LeadRow::begin(lead, rows++, line_, buffer.offset(), buffer.held().substr(0, size));
  buffer.drop(whole_size);
  if (found == Line::kTooLong) {
    inside_line_ = true;
    ndjson_row_.reject_too_long(max_record_, row, lead);
    return true;
  }
  ++line_;
  ndjson_row_.read(invalid_byte(lead.offset, lead.raw), row, lead);
  note_key();
  return true;
}

bool NdjsonLeads::cut(Chunk* chunk, const ChunkLimits& limits) {
  if (rows >= limits.rows) return false;
  // No longer than a line may be, so that none in it is too long.
  const std::size_t most = std::min(limits.bytes, max_record_);
  if (!inside_line_ && ndjson_row_.key_is_decided()) {
    const std::string_view text = hold_for_chunk(most, limits);
    std::size_t size = text.rfind('\n') + 1;  // 0 where there is none
    auto lines = static_cast<std::uint64_t>(count_line_feeds(text.substr(0, size)));
    if (lines > limits.rows - rows) {
      lines = limits.rows - rows;
      size = 0;
      for (std::uint64_t i = 0; i < lines; ++i) size = text.find('\n', size) + 1;
    }
    if (lines > 0) {
      if (chunk != nullptr) fill(*chunk, text.substr(0, size), lines);
      rows += lines;
      line_ += lines;
      buffer.drop(size);
      return true;
    }
  }
  return cut_one(chunk, limits);
}

// The next line may be anything: longer than a chunk, the last one, too long, the one that decides what the key is.
bool NdjsonLeads::cut_one(Chunk* chunk, const ChunkLimits& limits) {
  leave_line();
  if (buffer.offset() >= limits.begin_before) return false;
  std::size_t size = 0;
  std::size_t whole_size = 0;
  const Line found = find_line(size, whole_size);
  if (found == Line::kNone) return false;
  const std::string_view line = buffer.held().substr(0, size);
  if (found == Line::kWhole) ndjson_row_.decide_key_by(line);
  if (chunk != nullptr) {
    fill(*chunk, line, 1);
    if (found == Line::kTooLong) chunk->given_up = {.too_long = true};
  }
  ++rows;
  buffer.drop(whole_size);
  if (found == Line::kTooLong) {
    inside_line_ = true;
  } else {
    ++line_;
  }
  note_key();
  return true;
}

void NdjsonLeads::fill(Chunk& chunk, std::string_view text, std::size_t records) const {
  chunk.bytes.assign(text.begin(), text.end());
  chunk.offset = buffer.offset();
  chunk.row = rows;
  chunk.line = line_;
  chunk.rows = records;
  chunk.given_up.reset();
  const NdjsonRow::Key key = ndjson_row_.key();
  chunk.key_member = key.member;
  chunk.row_is_key = key.rows_are_keys;
}

std::unique_ptr<ChunkParser> NdjsonLeads::parser() const {
  return std::make_unique<NdjsonChunkParser>(options_, max_record_);
}

NdjsonLeads::Line NdjsonLeads::find_line(std::size_t& size, std::size_t& whole_size) {
  std::size_t searched = 0;
  std::string_view text;
  do {
    text = buffer.held().substr(0, max_record_ + kLineEndSize);
    const std::size_t line_feed = text.find('\n', searched);
    if (line_feed != std::string_view::npos) {
      size = line_feed > 0 && text[line_feed - 1] == '\r' ? line_feed - 1 : line_feed;
      whole_size = line_feed + 1;
      break;
    }
    searched = size = whole_size = text.size();
  } while (size < max_record_ + kLineEndSize && buffer.more());
  if (size > max_record_) {
    size = whole_size = max_record_;
    return Line::kTooLong;
  }
  const bool has_line_end = whole_size > 0 && text[whole_size - 1] == '\n';
  if (!has_line_end && (whole_size == 0 || !buffer.ended())) return Line::kNone;
  return Line::kWhole;
}

}  // namespace segue
