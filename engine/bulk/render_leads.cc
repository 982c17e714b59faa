// The run over a lead list: leads in, lines out, rejects aside, everything counted.

#include <algorithm>
#include <utility>
#include <vector>

#include "base/pick.h"
#include "bulk/chunk_renderer.h"
#include "bulk/plan.h"
#include "parallel/pipeline.h"
#include "segue/bulk.h"
#include "segue/lead_chunks.h"

namespace segue {
namespace {

Error failure(std::string code, std::string message) {
  std::string name = code;  // these codes are words
  return {.code = std::move(code), .name = std::move(name), .message = std::move(message), .pointer = {}, .range = {}};
}

class BulkRun final : public OrderedWork {
 public:
  BulkRun(const BulkOptions& options, const Plan& plan, const LeadHeader& header, LeadChunker& leads, Sink& out,
          BulkSummary& summary)
      : options_(options),
        header_(header),
        leads_(leads),
        out_(out),
        summary_(summary),
        threads_(threads_for(options.threads)) {
    slots_.reserve(slots_for(threads_));
    while (slots_.size() < slots_for(threads_)) slots_.push_back({LeadChunk(), LeadParser(leads), {options, plan}});
    // The parts of a list are put together behind one header.
    if (options.shard.index == 0) header_line_ = header_line(plan.style);
  }

  /// Nothing, or why the run could not be finished.
  std::vector<Error> run() {
    if (!write(header_line_)) return std::move(errors_);
    run_in_order(*this, threads_, slots_.size());
    if (errors_.empty() && !leads_.problem().empty()) errors_.push_back(failure("unreadable-file", leads_.problem()));
    return std::move(errors_);
  }

  bool begin(std::size_t slot) override {
    if (!leads_.next(slots_[slot].chunk)) return false;
    slots_[slot].bytes_so_far = leads_.offset();
    return true;
  }

  void work(std::size_t slot) override {
    Slot& here = slots_[slot];
    here.parser.begin(here.chunk);
    here.has_more = here.renderer.render_part(here.parser);
  }

  bool finish(std::size_t slot) override {
    Slot& here = slots_[slot];
    if (!hand_over(here)) return false;
    while (here.has_more) {
      here.has_more = here.renderer.render_part(here.parser);
      if (!hand_over(here)) return false;
    }
    return true;
  }

 private:
  struct Slot {
    LeadChunk chunk;
    LeadParser parser;
    ChunkRenderer renderer;
    std::uint64_t bytes_so_far = 0;
    bool has_more = false;  ///< than what is rendered
  };

  /// What is rendered goes where it belongs; false where the run must end.
  bool hand_over(const Slot& slot) {
    for (const OwnedReject& reject : slot.renderer.rejects()) {
      if (!tell(reject)) return false;
    }
    if (!write(slot.renderer.lines())) return false;
    slot.renderer.counts().add_to(summary_);
    if (options_.on_progress) options_.on_progress({.rows = summary_.rows, .bytes = slot.bytes_so_far});
    return true;
  }

  bool tell(const OwnedReject& reject) {
    const std::vector<std::string_view> fields(reject.fields.begin(), reject.fields.end());
    const bool kept = options_.on_reject({.row = reject.row,
                                          .line = reject.line,
                                          .offset = reject.offset,
                                          .lead = reject.lead,
                                          .code = reject.code,
                                          .message = reject.message,
                                          .setting = reject.setting,
                                          .raw = reject.raw,
                                          .fields = fields,
                                          .columns = header_.columns});
    if (!kept) errors_.push_back(failure("rejects-failed", "a rejected lead could not be kept; nothing more was done"));
    return kept;
  }

  /// False where the run must end: the output's reader has gone, or it failed.
  bool write(std::string_view lines) {
    if (lines.empty()) return true;
    switch (out_.write(lines)) {
      case Sink::Write::kDone:
        summary_.bytes_written += lines.size();
        return true;
      case Sink::Write::kClosed:
        summary_.reader_gone = true;
        return false;
      case Sink::Write::kFailed:
        errors_.push_back(failure("unwritable-output", out_.problem()));
        return false;
    }
    return false;
  }

  const BulkOptions& options_;
  const LeadHeader& header_;
  LeadChunker& leads_;
  Sink& out_;
  BulkSummary& summary_;
  std::size_t threads_;
  std::vector<Slot> slots_;
  std::string header_line_;
  std::vector<Error> errors_;
};

/// How many bytes of leads make a chunk: fewer where each of them becomes long, so that what it becomes is one part.
std::size_t piece_size(const BulkOptions& options, const Plan& plan) {
  constexpr std::size_t kUsualRecord = 64;
  constexpr std::size_t kMostLines = std::size_t{512} << 10;
  return std::min(options.chunk_size, kUsualRecord * kMostLines / std::max<std::size_t>(plan.lead_bytes, 1));
}

/// Leads are a Source or a LeadTable.
template <class Leads>
Result<BulkSummary> render_any(const Sequence& sequence, Leads& leads, Sink& out, const BulkOptions& options) {
  BulkSummary summary;
  const Result<Plan> plan = make_plan(sequence, options, summary);
  if (!plan) return plan.errors();

  auto chunker =
      LeadChunker::open(leads,
                        {.format = options.leads_format,
                         .variables = plan->variables,
                         .columns = options.columns,
                         .key = options.key,
                         .max_record = options.max_record},
                        {.chunk_size = piece_size(options, *plan), .rows = options.limit, .shard = options.shard});
  if (!chunker) return chunker.errors();
  const LeadHeader header{chunker->columns(), chunker->variable_columns(), chunker->key_column()};
  summary.key_column = header.key_column;
  for (std::size_t i = 0; i < summary.variables.size(); ++i) summary.variables[i].column = header.variable_columns[i];
  if (options.on_open) options.on_open(header);

  std::vector<Error> errors = BulkRun(options, *plan, header, *chunker, out, summary).run();
  if (!errors.empty()) return errors;
  summary.bytes_read = chunker->offset();
  summary.leads_hash = chunker->hash();
  summary.sequence_hash = pick::hash(write_sequence(sequence));
  return summary;
}

}  // namespace

Result<BulkSummary> render_leads(const Sequence& sequence, Source& leads, Sink& out, const BulkOptions& options) {
  return render_any(sequence, leads, out, options);
}

Result<BulkSummary> render_leads(const Sequence& sequence, const LeadTable& leads, Sink& out,
                                 const BulkOptions& options) {
  return render_any(sequence, leads, out, options);
}

}  // namespace segue
