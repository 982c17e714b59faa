// The run over a lead list: leads in, lines and messages out, rejects aside, everything counted.

#include <algorithm>
#include <utility>
#include <vector>

#include "bulk/chunk_renderer.h"
#include "bulk/plan.h"
#include "parallel/pipeline.h"
#include "segue/bulk.h"
#include "segue/lead_chunks.h"

namespace segue {
namespace {

Error failure(std::string code, std::string message) {
  std::string name = code;  // these codes are words
  return {.code = std::move(code), .name = std::move(name), .message = std::move(message)};
}

class BulkRun final : public OrderedWork {
 public:
  /// Without a sink, `out` is null.
  BulkRun(const BulkOptions& options, const Plan& plan, const LeadHeader& header, LeadChunker& leads, Sink* out,
          BulkResult& result)
      : options_(options),
        plan_(plan),
        header_(header),
        leads_(leads),
        out_(out),
        summary_(result.summary),
        errors_(result.errors),
        threads_(threads_for(options.threads)) {
    slots_.reserve(slots_for(threads_));
    while (slots_.size() < slots_for(threads_)) slots_.push_back({LeadChunk(), LeadParser(leads), {options, plan}});
  }

  void run() {
    // The outputs of a list's shards are concatenated, so only the first has a header.
    if (options_.chunks.shard.index == 0 && out_ != nullptr) {
      if (const std::string header = header_line(plan_.style); !header.empty() && !write(header)) return;
    }
    run_in_order(*this, threads_, slots_.size());
    if (!is_whole_) return;
    if (!leads_.problem().empty()) return errors_.push_back(failure("unreadable-file", leads_.problem()));
    summary_.bytes_read = leads_.offset();
    summary_.leads_hash = leads_.hash();
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
    is_whole_ = hand_over(here);
    while (is_whole_ && here.has_more) {
      here.has_more = here.renderer.render_part(here.parser);
      is_whole_ = hand_over(here);
    }
    return is_whole_;
  }

 private:
  struct Slot {
    LeadChunk chunk;
    LeadParser parser;
    ChunkRenderer renderer;
    std::uint64_t bytes_so_far = 0;
    bool has_more = false;  ///< than what is rendered
  };

  /// Passes on what is rendered. False: the run ends.
  bool hand_over(const Slot& slot) {
    for (const OwnedReject& reject : slot.renderer.rejects()) {
      if (!report(reject)) return false;
    }
    if (!report_messages(slot.renderer.messages())) return false;
    if (out_ != nullptr && !write(slot.renderer.lines())) return false;
    slot.renderer.counts().add_to(summary_);
    summary_.bytes_read = slot.bytes_so_far;
    if (!options_.on_progress) return true;
    summary_.cancelled = !options_.on_progress({.rows = summary_.rows, .bytes = slot.bytes_so_far});
    return !summary_.cancelled;
  }

  bool report(const OwnedReject& reject) {
    const std::vector<std::string_view> fields(reject.fields.begin(), reject.fields.end());
    const bool is_kept = options_.on_reject({.row = reject.row,
                                             .line = reject.line,
                                             .offset = reject.offset,
                                             .lead = reject.lead,
                                             .code = reject.code,
                                             .message = reject.message,
                                             .setting = reject.setting,
                                             .raw = reject.raw,
                                             .fields = fields,
                                             .columns = header_.columns});
    if (!is_kept)
      errors_.push_back(failure("rejects-failed", "a rejected lead could not be kept; the run ended there"));
    return is_kept;
  }

  bool report_messages(const RenderedMessages& messages) {
    if (!options_.on_message) return true;
    const bool are_kept = messages.each([&](const OwnedMessage& message, std::string_view key, std::string_view text) {
      const PlannedStep& step = plan_.steps[message.step];
      return options_.on_message({.row = message.row,
                                  .lead = key,
                                  .step = step.step,
                                  .after = step.after,
                                  .text = text,
                                  .trace = &message.trace,
                                  .compiled = &plan_.messages[step.message].text});
    });
    if (!are_kept) errors_.push_back(failure("messages-failed", "a message could not be kept; the run ended there"));
    return are_kept;
  }

  /// False: the run ends, since the sink is closed or failed. No lines: asks it whether it is still open.
  bool write(std::string_view lines) {
    Sink::Write written = out_->write(lines);
    if (!written.problem.empty()) {
      errors_.push_back(failure("unwritable-output", std::move(written.problem)));
      return false;
    }
    if (written.closed) {
      summary_.reader_gone = true;
      return false;
    }
    summary_.bytes_written += lines.size();
    return true;
  }

  const BulkOptions& options_;
  const Plan& plan_;
  const LeadHeader& header_;
  LeadChunker& leads_;
  Sink* out_;
  BulkSummary& summary_;
  std::vector<Error>& errors_;
  std::size_t threads_;
  std::vector<Slot> slots_;
  bool is_whole_ = true;  ///< nothing has ended the run
};

/// How many bytes of leads make a chunk: fewer if each lead becomes long, so that nearly every chunk is one part.
std::size_t chunk_size(const BulkOptions& options, const Plan& plan) {
  constexpr std::size_t kUsualRecord = 64;
  constexpr std::size_t kMostLines = std::size_t{512} << 10;
  const std::size_t fitting = kUsualRecord * kMostLines / std::max<std::size_t>(plan.lead_bytes, 1);
  return std::min(options.chunks.chunk_size, std::max<std::size_t>(fitting, 1));
}

/// Leads are a Source or a LeadTable.
template <class Leads>
BulkResult render_any(const Sequence& sequence, Leads& leads, Sink* out, const BulkOptions& options) {
  BulkResult result;
  BulkSummary& summary = result.summary;
  const Result<Plan> plan = make_plan(sequence, options, out != nullptr, summary);
  if (!plan) {
    result.errors = plan.errors();
    return result;
  }
  LeadOptions lead_options = options.leads;
  lead_options.variables = plan->variables;
  ChunkOptions chunk_options = options.chunks;
  chunk_options.chunk_size = chunk_size(options, *plan);
  auto chunker = LeadChunker::open(leads, lead_options, chunk_options);
  if (!chunker) {
    result.errors = chunker.errors();
    return result;
  }
  const LeadHeader header{chunker->columns(), chunker->variable_columns(), chunker->key_column()};
  summary.sequence_hash = hash_of(sequence);
  summary.key_column = header.key_column;
  for (std::size_t i = 0; i < summary.variables.size(); ++i) summary.variables[i].column = header.variable_columns[i];
  if (options.on_open) options.on_open(header);
  BulkRun(options, *plan, header, *chunker, out, result).run();
  return result;
}

}  // namespace

BulkResult render_leads(const Sequence& sequence, Source& leads, Sink& out, const BulkOptions& options) {
  return render_any(sequence, leads, &out, options);
}

BulkResult render_leads(const Sequence& sequence, const LeadTable& leads, Sink& out, const BulkOptions& options) {
  return render_any(sequence, leads, &out, options);
}

BulkResult render_leads(const Sequence& sequence, Source& leads, const BulkOptions& options) {
  return render_any(sequence, leads, nullptr, options);
}

BulkResult render_leads(const Sequence& sequence, const LeadTable& leads, const BulkOptions& options) {
  return render_any(sequence, leads, nullptr, options);
}

}  // namespace segue
