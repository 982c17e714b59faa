#include "segue/lead_chunks.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "base/pick.h"
#include "leads/chunk.h"
#include "leads/chunker.h"
#include "leads/open_chunker.h"
#include "leads/table.h"

namespace segue {

// --- chunks -----------------------------------------------------------------------------------------------------

class LeadChunk::State {
 public:
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
  return state_->chunk.bytes.text();
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
  explicit State(const ChunkOptions& options) {
    limits.bytes = std::max<std::size_t>(options.chunk_size, 1);
    limits.rows = options.rows;
  }

  std::unique_ptr<Chunker> chunker;
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
    Chunk others;
    ChunkLimits before = limits;
    before.begin_before = begin;
    while (chunker->cut(others, before)) {
    }
  }
};

Result<LeadChunker> LeadChunker::open(Source& source, const LeadOptions& options, const ChunkOptions& chunks) {
  auto state = std::make_unique<State>(chunks);
  if (chunks.shard.count != 1) {
    const std::optional<std::uint64_t> size = source.size();
    if (!size) {
      return no_shard(fmt::format("{}: only a regular file can be rendered in shards, since its size must be known",
                                  source.name()));
    }
    if (const auto error = state->choose_shard(chunks.shard, *size)) return *error;
  }
  const bool is_first = chunks.shard.index == 0;
  const std::size_t read_size = std::clamp<std::size_t>(chunks.chunk_size, std::size_t{4} << 10, std::size_t{1} << 20);
  auto chunker = open_chunker(source, options, read_size, is_first ? &state->hash : nullptr);
  if (!chunker) return chunker.errors();
  state->chunker = *std::move(chunker);
  if (!is_first) {
    state->pass_over_other_shards();
    state->chunker->set_hash(&state->hash);
  }
  return LeadChunker(std::move(state));
}

Result<LeadChunker> LeadChunker::open(const LeadTable& table, const LeadOptions& options, const ChunkOptions& chunks) {
  auto state = std::make_unique<State>(chunks);
  if (const auto error = state->choose_shard(chunks.shard, TableChunker::count_rows(table))) return *error;
  auto chunker = TableChunker::open(table, options);
  if (!chunker) return chunker.errors();
  state->chunker = *std::move(chunker);
  state->pass_over_other_shards();
  return LeadChunker(std::move(state));
}

LeadChunker::LeadChunker(std::unique_ptr<State> state) : state_(std::move(state)) {}
LeadChunker::LeadChunker(LeadChunker&&) noexcept = default;
LeadChunker& LeadChunker::operator=(LeadChunker&&) noexcept = default;
LeadChunker::~LeadChunker() = default;

bool LeadChunker::next(LeadChunk& chunk) {
  return state_->chunker->cut(chunk.state_->chunk, state_->limits);
}
const std::string& LeadChunker::problem() const {
  return state_->chunker->problem();
}
std::span<const std::string> LeadChunker::columns() const {
  return state_->chunker->names().columns;
}
std::span<const std::string> LeadChunker::variable_columns() const {
  return state_->chunker->names().variable_columns;
}
const std::string& LeadChunker::key_column() const {
  return state_->chunker->names().key_column;
}
std::uint64_t LeadChunker::offset() const {
  return state_->chunker->offset();
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
  state_->parser = chunker.state_->chunker->parser();
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
