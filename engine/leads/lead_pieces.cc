#include "segue/lead_pieces.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "base/pick.h"
#include "leads/lead_records.h"
#include "leads/open_records.h"
#include "leads/piece.h"
#include "leads/table_leads.h"

namespace segue {

// --- pieces -----------------------------------------------------------------------------------------------------

struct LeadPiece::State {
  Piece piece;
};

LeadPiece::LeadPiece() : state_(std::make_unique<State>()) {}
LeadPiece::LeadPiece(LeadPiece&&) noexcept = default;
LeadPiece& LeadPiece::operator=(LeadPiece&&) noexcept = default;
LeadPiece::~LeadPiece() = default;

std::uint64_t LeadPiece::rows() const {
  return state_->piece.rows;
}
std::uint64_t LeadPiece::first_row() const {
  return state_->piece.row;
}
std::string_view LeadPiece::bytes() const {
  return state_->piece.text();
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

class LeadCutter::State {
 public:
  std::unique_ptr<LeadRecords> records;
  CutLimits limits;
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
    CutLimits others = limits;
    others.begin_before = begin;
    while (records->source_window().offset() < begin && records->cut(nullptr, others)) {
    }
  }
};

Result<LeadCutter> LeadCutter::open(Source& source, const LeadOptions& options, const CutOptions& cut) {
  auto state = std::make_unique<State>();
  if (cut.shard.count != 1) {
    const std::optional<std::uint64_t> size = source.size();
    if (!size) {
      return no_shard(fmt::format("{}: only a regular file can be rendered in shards, since its size must be known",
                                  source.name()));
    }
    if (const auto error = state->choose_shard(cut.shard, *size)) return *error;
  }
  state->limits.bytes = std::max<std::size_t>(cut.piece, 1);
  state->limits.rows = cut.rows;
  Window window(source, std::clamp<std::size_t>(cut.piece, std::size_t{4} << 10, std::size_t{1} << 20));
  const bool is_first = cut.shard.index == 0;
  if (is_first) window.set_hash(&state->hash);
  auto records = open_records(std::move(window), options);
  if (!records) return records.errors();
  state->records = *std::move(records);
  if (!is_first) {
    state->pass_over_other_shards();
    state->records->source_window().set_hash(&state->hash);
  }
  return LeadCutter(std::move(state));
}

Result<LeadCutter> LeadCutter::open(const LeadTable& table, const LeadOptions& options, const CutOptions& cut) {
  auto state = std::make_unique<State>();
  if (const auto error = state->choose_shard(cut.shard, TableLeads::count_rows(table))) return *error;
  state->limits.bytes = std::max<std::size_t>(cut.piece, 1);
  state->limits.rows = cut.rows;
  auto records = TableLeads::open(table, options);
  if (!records) return records.errors();
  state->records = *std::move(records);
  state->pass_over_other_shards();
  return LeadCutter(std::move(state));
}

LeadCutter::LeadCutter(std::unique_ptr<State> state) : state_(std::move(state)) {}
LeadCutter::LeadCutter(LeadCutter&&) noexcept = default;
LeadCutter& LeadCutter::operator=(LeadCutter&&) noexcept = default;
LeadCutter::~LeadCutter() = default;

bool LeadCutter::next(LeadPiece& piece) {
  return state_->records->cut(&piece.state_->piece, state_->limits);
}
const std::string& LeadCutter::problem() const {
  return state_->records->problem();
}
std::span<const std::string> LeadCutter::columns() const {
  return state_->records->found_names().columns;
}
std::span<const std::string> LeadCutter::variable_columns() const {
  return state_->records->found_names().variable_columns;
}
const std::string& LeadCutter::key_column() const {
  return state_->records->found_names().key_column;
}
std::uint64_t LeadCutter::offset() const {
  return state_->records->source_window().offset();
}
std::uint64_t LeadCutter::hash() const {
  return state_->hash.value();
}

// --- reading ----------------------------------------------------------------------------------------------------

class LeadParser::State {
 public:
  std::unique_ptr<PieceParser> parser;
};

LeadParser::LeadParser(const LeadCutter& cutter) : state_(std::make_unique<State>()) {
  state_->parser = cutter.state_->records->parser();
}
LeadParser::LeadParser(LeadParser&&) noexcept = default;
LeadParser& LeadParser::operator=(LeadParser&&) noexcept = default;
LeadParser::~LeadParser() = default;

void LeadParser::begin(const LeadPiece& piece) {
  state_->parser->begin(piece.state_->piece);
}
std::span<const Lead> LeadParser::next() {
  return state_->parser->next();
}
std::span<const std::string_view> LeadParser::fields(const Lead& lead) {
  return state_->parser->fields(lead);
}

}  // namespace segue
