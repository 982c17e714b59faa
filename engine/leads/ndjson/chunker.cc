#include "leads/ndjson/chunker.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "leads/columns.h"
#include "leads/input.h"
#include "leads/keys.h"
#include "leads/ndjson/parser.h"

namespace segue {

NdjsonChunker::NdjsonChunker(ReadBuffer at_start, const LeadOptions& options)
    : TextChunker(std::move(at_start), options),
      options_(options),
      max_record_(std::min(options.max_record, kLongestRecord)),
      boundaries_(buffer, max_record_),
      row_(options) {
  for (const std::string& variable : options.variables) {
    const std::string* member = mapped_column(variable, options);
    found.variable_columns.push_back(member != nullptr ? *member : variable);
  }
  found.key_column = options.key;
}

Result<std::unique_ptr<Chunker>> NdjsonChunker::open(ReadBuffer at_start, const LeadOptions& options) {
  std::unique_ptr<NdjsonChunker> chunker(new NdjsonChunker(std::move(at_start), options));
  const ReadBuffer& buffer = chunker->buffer;
  NdjsonRow& row = chunker->row_;
  std::string_view rest = buffer.held().substr(0, kLookAhead);
  const bool is_all = buffer.ended() && rest.size() == buffer.held().size();
  while (!row.key_is_decided() && !rest.empty()) {
    const std::string_view line = first_line(rest);
    if (!line.ends_with('\n') && !is_all) break;
    rest.remove_prefix(line.size());
    const std::string_view record = without_line_end(line);
    if (record.size() > chunker->max_record_ || row.decide_key_by(record)) continue;
    return Error{.code = "no-key",
                 .name = "no-key",
                 .message = fmt::format("{}: the first record has no member for the lead's key ({}; members: {}); "
                                        "choose one, or the row number, as the key",
                                        buffer.name(), list_key_names(), list_names(row.members_seen())),
                 .setting = "key"};
  }
  chunker->note_key();
  return std::unique_ptr<Chunker>(std::move(chunker));
}

void NdjsonChunker::note_key() {
  if (options_.key.empty() && row_.key_is_decided()) found.key_column = row_.key().member;
}

void NdjsonChunker::look_at(const Record& record) {
  if (!record.is_broken) row_.decide_key_by(record.raw);
  note_key();
}

std::unique_ptr<ChunkParser> NdjsonChunker::parser() const {
  return std::make_unique<NdjsonParser>(options_, max_record_);
}

}  // namespace segue
