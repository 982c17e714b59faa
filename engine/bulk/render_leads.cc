// The run over a lead list: leads in, lines out, rejects aside, everything counted.

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/pick.h"
#include "bulk/plan.h"
#include "segue/bulk.h"

namespace segue {
namespace {

constexpr std::size_t kWriteSize = 256u << 10;
constexpr std::uint64_t kProgressRows = 8192;

/// Passes a source on, counting and hashing what goes by.
class CountedSource final : public Source {
 public:
  explicit CountedSource(Source& source) : source_(source) {}

  Read read(std::span<char> room) override {
    Read read = source_.read(room);
    hash_.add({room.data(), read.size});
    bytes_ += read.size;
    return read;
  }
  [[nodiscard]] std::string_view name() const override { return source_.name(); }
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }
  [[nodiscard]] std::uint64_t hash() const { return hash_.value(); }

 private:
  Source& source_;
  pick::RunningHash hash_;
  std::uint64_t bytes_ = 0;
};

Error failure(std::string code, std::string message) {
  std::string name = code;  // these codes are words
  return {.code = std::move(code), .name = std::move(name), .message = std::move(message), .pointer = {}, .range = {}};
}

class BulkRun {
 public:
  BulkRun(const BulkOptions& options, const Plan& plan, LeadReader& leads, Sink& out, BulkSummary& summary)
      : options_(options), plan_(plan), leads_(leads), out_(out), summary_(summary) {
    traces_.resize(plan.messages.size());
    took_.resize(plan.variables.size());
  }

  /// Nothing, or why the run could not be finished.
  std::vector<Error> run(const CountedSource& source) {
    lines_ = header_line(plan_.style);
    Lead lead;
    while (summary_.rows < options_.limit && leads_.next(lead)) {
      ++summary_.rows;
      if (lead.was_short) ++summary_.short_rows;
      switch (lead.state) {
        case LeadState::kReady:
          if (!render(lead)) return std::move(errors_);
          break;
        case LeadState::kSkipped:
          ++summary_.skipped;
          break;
        case LeadState::kRejected:
          if (!reject(lead, lead.code, lead.message)) return std::move(errors_);
          break;
      }
      if (lines_.size() >= kWriteSize && !flush()) return std::move(errors_);
      if (options_.on_progress && summary_.rows % kProgressRows == 0) {
        options_.on_progress({.rows = summary_.rows, .bytes = source.bytes()});
      }
    }
    if (!leads_.problem().empty()) errors_.push_back(failure("unreadable-file", leads_.problem()));
    if (errors_.empty()) flush();
    return std::move(errors_);
  }

 private:
  /// Every message of the lead, or a reject. False where the run must end.
  bool render(const Lead& lead) {
    const std::size_t start = lines_.size();
    const Picks picks =
        options_.assign == Assign::kBalanced ? balanced(options_.seed, lead.row) : keyed(options_.seed, lead.key);
    key_.clear();
    append_key(key_, plan_.style, lead.key);
    for (const PlannedStep& step : plan_.steps) {
      if (step.message == kNoMessage) {
        step.writer.append_like(lines_, key_);
        continue;
      }
      const Template& text = plan_.messages[step.message].text;
      const Status status = step.writer.append_message(lines_, key_, text, lead.values, picks, traces_[step.message]);
      if (status != Status::kRendered) {
        lines_.resize(start);
        return reject_unrendered(lead, status, step.message, picks);
      }
    }
    ++summary_.rendered;
    count();
    return true;
  }

  bool reject_unrendered(const Lead& lead, Status status, std::uint32_t message, const Picks& picks) {
    if (status == Status::kTooLong) {
      return reject(
          lead, "too-long",
          fmt::format("message {} would be longer than {} bytes; raise the limit \"message\" if that is meant",
                      message + 1, options_.max_message));
    }
    // Every unresolved variable of every message, so that one look mends the lead.
    std::vector<std::string> names;
    std::string unused;
    for (std::size_t i = 0; i < plan_.messages.size(); ++i) {
      const Template& text = plan_.messages[i].text;
      unused.clear();
      if (text.render(lead.values, picks, unused, traces_[i]) != Status::kUnresolved) continue;
      for (std::size_t v = 0; v < traces_[i].variables.size(); ++v) {
        const std::string& name = text.variables()[v];
        const bool unresolved = (traces_[i].variables[v] & Trace::kWasUnresolved) != 0;
        if (unresolved && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
      }
    }
    return reject(lead, "unresolved-variable",
                  fmt::format("no value and no fallback for \"{}\"", fmt::join(names, "\", \"")));
  }

  bool reject(const Lead& lead, std::string_view code, std::string_view message) {
    ++summary_.rejected;
    ++summary_.rejected_by_code[std::string(code)];
    if (!options_.on_reject) return true;
    const bool kept = options_.on_reject({.row = lead.row,
                                          .line = lead.line,
                                          .offset = lead.offset,
                                          .lead = lead.key,
                                          .code = code,
                                          .message = message,
                                          .raw = lead.raw,
                                          .fields = lead.fields,
                                          .columns = leads_.columns()});
    if (!kept) errors_.push_back(failure("rejects-failed", "a rejected lead could not be kept; nothing more was done"));
    return kept;
  }

  /// Enters a rendered lead into the summary.
  void count() {
    std::fill(took_.begin(), took_.end(), std::uint8_t{0});
    for (std::size_t i = 0; i < plan_.messages.size(); ++i) {
      const PlannedMessage& message = plan_.messages[i];
      const Trace& trace = traces_[i];
      for (std::size_t v = 0; v < trace.variables.size(); ++v) took_[message.variables[v]] |= trace.variables[v];
      for (std::size_t v = 0; v < trace.picks.size(); ++v) {
        ++summary_.variations[message.first_variation + v].picks[trace.picks[v]];
      }
      summary_.shortest_text =
          summary_.messages == 0 ? trace.characters : std::min<std::uint64_t>(summary_.shortest_text, trace.characters);
      summary_.longest_text = std::max<std::uint64_t>(summary_.longest_text, trace.characters);
      summary_.text_characters += trace.characters;
      ++summary_.messages;
    }
    for (std::size_t v = 0; v < took_.size(); ++v) {
      VariableCount& variable = summary_.variables[v];
      variable.values += (took_[v] & Trace::kTookValue) != 0;
      variable.fallbacks += (took_[v] & Trace::kTookFallback) != 0;
      variable.unresolved += (took_[v] & Trace::kWasUnresolved) != 0;
    }
  }

  /// False where the run must end: the output's reader has gone, or it failed.
  bool flush() {
    if (lines_.empty()) return true;
    switch (out_.write(lines_)) {
      case Sink::Write::kDone:
        summary_.bytes_written += lines_.size();
        lines_.clear();
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
  const Plan& plan_;
  LeadReader& leads_;
  Sink& out_;
  BulkSummary& summary_;
  std::vector<Trace> traces_;       ///< per message, of the lead at hand
  std::vector<std::uint8_t> took_;  ///< per variable, of the lead at hand: Trace's flags
  std::string key_;
  std::string lines_;
  std::vector<Error> errors_;
};

}  // namespace

Result<BulkSummary> render_leads(const Sequence& sequence, Source& leads, Sink& out, const BulkOptions& options) {
  BulkSummary summary;
  const Result<Plan> plan = make_plan(sequence, options, summary);
  if (!plan) return plan.errors();

  CountedSource source(leads);
  auto reader = LeadReader::open(source, {.format = options.leads_format,
                                          .variables = plan->variables,
                                          .columns = options.columns,
                                          .key = options.key,
                                          .max_record = options.max_record});
  if (!reader) return reader.errors();
  summary.key_column = reader->key_column();
  for (std::size_t i = 0; i < summary.variables.size(); ++i) {
    summary.variables[i].column = reader->variable_columns()[i];
  }
  if (options.on_open) options.on_open(*reader);

  std::vector<Error> errors = BulkRun(options, *plan, *reader, out, summary).run(source);
  if (!errors.empty()) return errors;
  summary.bytes_read = source.bytes();
  summary.leads_hash = source.hash();
  summary.sequence_hash = pick::hash(write_sequence(sequence));
  return summary;
}

}  // namespace segue
