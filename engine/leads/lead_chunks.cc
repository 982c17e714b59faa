#include "segue/lead_chunks.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "base/pick.h"
#include "leads/chunk.h"
#include "leads/lead_records.h"
#include "leads/open_records.h"
#include "leads/table_leads.h"

namespace segue {

// --- chunks -----------------------------------------------------------------------------------------------------

struct LeadChunk::State {
  Chunk chunk;
};

LeadChunk::LeadChunk() : state_(std::make_unique<State>()) {}
LeadChunk::LeadChunk(LeadChunk&&) noexcept = default;
LeadChunk& LeadChunk::operator=(LeadChunk&&) noexcept = default;
LeadChunk::~LeadChunk() = default;

std::uint64_t LeadChunk::rows() const {
  return state_->chunk.rows;
}
std::uint64_t LeadChunk::first_row() const {
  return state_->chunk.row;
}
std::string_view LeadChunk::bytes() const {
  return state_->chunk.text();
}

// --- cutting ----------------------------------------------------------------------------------------------------

namespace {

/// The offset at which the index-th of `count` equal parts begins.
std::uint64_t begin_of_part(std::uint64_t size, std::uint32_t index, std::uint32_t count) {
  return size / count * index + size % count * index / count;
}

Error no_shard(std::string message) {
  return {.code = "no-shard", .name = "no-shard", .message = std::move(message)};
}

}  // namespace

class LeadChunker::State {
 public:
  std::unique_ptr<LeadRecords> records;
  ChunkLimits limits;
  std::uint64_t begin = 0;  ///< records before this offset are another shard's
  pick::RunningHash hash;

  /// Nothing, or why there is no such shard.
  std::optional<Error> choose_shard(const LeadShard& shard, std::uint64_t size) {
    if (shard.index >= shard.count) {
      return no_shard(fmt::format("expected a shard from 0 to N-1 of N, found {} of {}", shard.index, shard.count));
    }
    begin = begin_of_part(size, shard.index, shard.count);
    if (shard.index + 1 < shard.count) limits.begin_before = begin_of_part(size, shard.index + 1, shard.count);
    return std::nullopt;
  }

  void pass_over_other_shards() const {
    ChunkLimits others = limits;
    others.begin_before = begin;
    while (records->source_buffer().offset() < begin && records->cut(nullptr, others)) {
    }
  }
};

Result<LeadChunker> LeadChunker::open(Source& source, const LeadOptions& options, const ChunkOptions& cut) {
  auto state = std::make_unique<State>();
  if (cut.shard.count != 1) {
    const std::optional<std::uint64_t> size = source.size();
    if (!size) {
      return no_shard(fmt::format("{}: only a regular file can be rendered in shards, since its size must be known",
                                  source.name()));
    }
    if (const auto error = state->choose_shard(cut.shard, *size)) return *error;
  }
  state->limits.bytes = std::max<std::size_t>(cut.chunk_size, 1);
  state->limits.rows = cut.rows;
  ReadBuffer buffer(source, std::clamp<std::size_t>(cut.chunk_size, std::size_t{4} << 10, std::size_t{1} << 20));
  const bool is_first = cut.shard.index == 0;
  if (is_first) buffer.set_hash(&state->hash);
  auto records = open_records(std::move(buffer), options);
  if (!records) return records.errors();
  state->records = *std::move(records);
  if (!is_first) {
    state->pass_over_other_shards();
    state->records->source_buffer().set_hash(&state->hash);
  }
  return LeadChunker(std::move(state));
}

Result<LeadChunker> LeadChunker::open(const LeadTable& table, const LeadOptions& options, const ChunkOptions& cut) {
  auto state = std::make_unique<State>();
  if (const auto error = state->choose_shard(cut.shard, TableLeads::count_rows(table))) return *error;
  state->limits.bytes = std::max<std::size_t>(cut.chunk_size, 1);
  state->limits.rows = cut.rows;
  auto records = TableLeads::open(table, options);
  if (!records) return records.errors();
  state->records = *std::move(records);
  state->pass_over_other_shards();
  return LeadChunker(std::move(state));
}

LeadChunker::LeadChunker(std::unique_ptr<State> state) : state_(std::move(state)) {}
LeadChunker::LeadChunker(LeadChunker&&) noexcept = default;
LeadChunker& LeadChunker::operator=(LeadChunker&&) noexcept = default;
LeadChunker::~LeadChunker() = default;

bool LeadChunker::next(LeadChunk& chunk) {
  return state_->records->cut(&chunk.state_->chunk, state_->limits);
}
const std::string& LeadChunker::problem() const {
  return state_->records->problem();
}
std::span<const std::string> LeadChunker::columns() const {
  return state_->records->found_names().columns;
}
std::span<const std::string> LeadChunker::variable_columns() const {
  return state_->records->found_names().variable_columns;
}
const std::string& LeadChunker::key_column() const {
  return state_->records->found_names().key_column;
}
std::uint64_t LeadChunker::offset() const {
  return state_->records->source_buffer().offset();
}
std::uint64_t LeadChunker::hash() const {
  return state_->hash.value();
}

// --- reading ----------------------------------------------------------------------------------------------------

class LeadParser::State {
 public:
  std::unique_ptr<ChunkParser> parser;
};

LeadParser::LeadParser(const LeadChunker& chunker) : state_(std::make_unique<State>()) {
  state_->parser = chunker.state_->records->parser();
}
LeadParser::LeadParser(LeadParser&&) noexcept = default;
LeadParser& LeadParser::operator=(LeadParser&&) noexcept = default;
LeadParser::~LeadParser() = default;

void LeadParser::begin(const LeadChunk& chunk) {
  state_->parser->begin(chunk.state_->chunk);
}
std::span<const Lead> LeadParser::next() {
  return state_->parser->next();
}
std::span<const std::string_view> LeadParser::fields(const Lead& lead) {
  return state_->parser->fields(lead);
}

}  // namespace segue
