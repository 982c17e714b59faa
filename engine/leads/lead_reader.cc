// The plain way to read leads: chunks and their parser, on one thread.

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <utility>

#include "leads/chunk.h"
#include "leads/chunker.h"
#include "leads/open_chunker.h"
#include "leads/read_buffer.h"
#include "segue/leads.h"

namespace segue {

class LeadReader::State {
 public:
  explicit State(std::unique_ptr<Chunker> opened) : chunker(std::move(opened)), parser(chunker->parser()) {}

  bool next(Lead& lead) {
    while (place_ == batch_.size()) {
      batch_ = parser->next();
      place_ = 0;
      if (!batch_.empty()) break;
      if (!chunker->cut(chunk_, kLimits)) return false;
      parser->begin(chunk_);
    }
    lead = batch_[place_++];
    lead.fields = parser->fields(lead);
    return true;
  }

  std::unique_ptr<Chunker> chunker;
  std::unique_ptr<ChunkParser> parser;

 private:
  // A chunk is all that one read gives, and comes as soon as there is a whole record in it.
  static constexpr ChunkLimits kLimits = {.bytes = 2 * ReadBuffer::kReadSize, .may_wait = false};

  Chunk chunk_;
  std::span<const Lead> batch_;
  std::size_t place_ = 0;
};

LeadReader::LeadReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
LeadReader::LeadReader(LeadReader&&) noexcept = default;
LeadReader& LeadReader::operator=(LeadReader&&) noexcept = default;
LeadReader::~LeadReader() = default;

Result<LeadReader> LeadReader::open(Source& source, const LeadOptions& options) {
  auto chunker = open_chunker(source, options, ReadBuffer::kReadSize, nullptr);
  if (!chunker) return chunker.errors();
  return LeadReader(std::make_unique<State>(*std::move(chunker)));
}

bool LeadReader::next(Lead& lead) {
  return state_->next(lead);
}
const std::string& LeadReader::problem() const {
  return state_->chunker->problem();
}
std::span<const std::string> LeadReader::columns() const {
  return state_->chunker->names().columns;
}
std::span<const std::string> LeadReader::variable_columns() const {
  return state_->chunker->names().variable_columns;
}
const std::string& LeadReader::key_column() const {
  return state_->chunker->names().key_column;
}

}  // namespace segue
