// bulk.h: renders a whole lead list: every message of a sequence for every lead.
//
//   auto leads = segue::open_source("leads.csv");
//   auto out = segue::memory_sink(text);                       // or any Sink of your own
//   const auto run = segue::render_leads(*sequence, **leads, *out, {.seed = segue::parse_seed("spring-launch")});
//   if (!run) return explain(run.errors);                      // the job could not be done, or not to its end
//   log(run.summary.messages, run.summary.rejected);           // single leads may have been rejected
//
// A lead is all or nothing: every message of it is in the output, or it is among the rejects with a code and a
// sentence. Output is in lead order, then step order, and the same, to the byte, for any number of threads.
//
// Ownership: sequence, source and sink are borrowed for the call.
// Threads: as many as asked for, by default only the caller's. Source, sink and callbacks are called by one thread at a
// time, though not always by the same one. What they throw comes out of render_leads() after all threads have stopped.
// Calls share nothing.
// Forking: reading, compiling, rendering and linting start no thread, so a forked child may do all of it; so may
// render_leads() with one thread. With several, a child may run it only if its parent has not: the worker threads that
// the parent has started do not exist in the child.
// Limits: `CompileOptions::max_bytes` (named "max-message") and `LeadOptions::max_record`. Memory does not grow with
// the number of leads.

#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "segue/export.h"
#include "segue/lead_chunks.h"
#include "segue/leads.h"
#include "segue/result.h"
#include "segue/sequence.h"
#include "segue/template.h"

namespace segue {

/// Where bytes go.
class SEGUE_EXPORT Sink {
 public:
  virtual ~Sink();

  /// What became of some bytes. `{}`: all of them are taken.
  struct Write {
    bool closed = false;       ///< the reader is gone: nothing more is wanted, and the run ends quietly
    std::string problem = {};  ///< why they could not be written, as a sentence that names the target: the run fails

    /// Whether all bytes are taken.
    explicit operator bool() const { return !closed && problem.empty(); }
  };
  /// Takes bytes, in order. No bytes at all are a question whether the reader is still there: a run asks it while it
  /// has nothing to write, since every lead is rejected.
  virtual Write write(std::string_view bytes) = 0;
};

/// Appends to a string, which the caller keeps.
[[nodiscard]] SEGUE_EXPORT std::unique_ptr<Sink> memory_sink(std::string& text);

/// Passes whole lines to a function, in order; what it returns is the sink's answer.
[[nodiscard]] SEGUE_EXPORT std::unique_ptr<Sink> callback_sink(std::function<Sink::Write(std::string_view)> take);

enum class OutputFormat : std::uint8_t {
  kNdjson,  ///< one line per message: {"lead":"42","step":0,"after":0,"text":"…"}
  kCsv,     ///< lead,step,after[,action],text[,picks,fallbacks]
};

enum class Assign : std::uint8_t {
  kKeyed,     ///< by the lead's key alone
  kBalanced,  ///< over the list, each option equally often
};

/// What spreadsheets leave in empty cells. The command counts these as blank; the library does so only if they are
/// among `CompileOptions::null_values`.
inline constexpr std::string_view kSpreadsheetNulls[] = {"#N/A",    "#REF!", "#VALUE!",  "#NAME?",
                                                         "#DIV/0!", "N/A",   "undefined"};

/// A lead that was not rendered.
struct Reject {
  std::uint64_t row = 0;       ///< 0-based, counted from LeadOptions::first_row
  std::uint64_t line = 0;      ///< 1-based
  std::uint64_t offset = 0;    ///< bytes from the start of the leads
  std::string_view lead = {};  ///< its key, if that could be read
  /// unresolved-variable too-wide bad-quote bad-json bad-encoding bad-value blank-key too-long
  std::string_view code = {};
  std::string_view message = {};                  ///< one sentence
  std::string_view setting = {};                  ///< "max-message", "max-record", "key" or none; see Error::setting
  std::string_view raw = {};                      ///< the record as it was read
  std::span<const std::string_view> fields = {};  ///< CSV, TSV: its fields, as far as it could be split
  std::span<const std::string> columns = {};      ///< CSV, TSV: the header
};

/// A message that was rendered.
struct LeadMessage {
  std::uint64_t row = 0;               ///< of its lead, as in Reject
  std::string_view lead = {};          ///< the lead's key
  std::size_t step = 0;                ///< 0-based index in the step array
  std::chrono::seconds after{0};       ///< the sum of the delays before the step
  std::string_view text = {};          ///< as the lead receives it, not encoded
  const Trace* trace = nullptr;        ///< what rendering did, never null
  const Template* compiled = nullptr;  ///< the message, never null: `compiled->fallbacks(*trace)`
};

/// What was found in the leads before the first of them was rendered; see LeadReader's functions of these names.
struct LeadHeader {
  std::span<const std::string> columns = {};
  std::span<const std::string> variable_columns = {};
  std::string_view key_column = {};
};

struct BulkProgress {
  std::uint64_t rows = 0;
  std::uint64_t bytes = 0;  ///< of the leads
};

struct BulkOptions {
  std::uint64_t seed = 0;
  Assign assign = Assign::kKeyed;

  LeadOptions leads = {};       ///< how to read them; `variables` are the sequence's, whatever is given here
  ChunkOptions chunks = {};     ///< which rows of them, and how many bytes a thread takes at a time
  CompileOptions compile = {};  ///< how to render them; the run itself sets `message_index` and `encoding`

  OutputFormat format = OutputFormat::kNdjson;
  bool explain = false;    ///< adds picks and fallbacks
  bool all_steps = false;  ///< also writes likes

  std::size_t threads = 1;  ///< working together, the caller's included, at most 1,024; 0: one per processor

  /// Called with each rejected lead, in order; its views last for the call. False ends the run (code rejects-failed):
  /// the caller could not keep the reject, and nothing may be lost.
  std::function<bool(const Reject&)> on_reject = {};
  /// Called with each message, in order, in addition to what the sink gets; its views last for the call. False ends the
  /// run (code messages-failed): the caller could not keep the message.
  std::function<bool(const LeadMessage&)> on_message = {};
  /// Called with the columns once the leads are open and before anything is written.
  std::function<void(const LeadHeader&)> on_open = {};
  /// Called after each chunk, or part of one: some thousand times a second. False cancels the run: it ends with
  /// what was written so far, as BulkSummary::cancelled says.
  std::function<bool(const BulkProgress&)> on_progress = {};
};

/// How often a variable had a value, over the leads that were rendered.
struct VariableCount {
  std::string name = {};
  std::string column = {};  ///< "" if no column fits
  std::uint64_t values = 0;
  std::uint64_t fallbacks = 0;
  std::uint64_t unresolved = 0;                  ///< under the policies empty and keep
  std::vector<std::string> fallback_texts = {};  ///< the fallbacks the sequence gives it, once each
};

/// How often each option of one variation was picked, over the leads that were rendered.
struct VariationCount {
  std::size_t step = 0;     ///< 0-based index in the step array
  std::size_t segment = 0;  ///< 0-based index in the message
  std::vector<std::string> options = {};
  std::vector<std::uint64_t> picks = {};
};

/// What became of the leads. rendered + rejected + skipped = rows.
struct BulkSummary {
  std::uint64_t rows = 0;
  std::uint64_t rendered = 0;
  std::uint64_t rejected = 0;
  std::uint64_t skipped = 0;     ///< every field blank
  std::uint64_t short_rows = 0;  ///< filled up with blanks; counted among the others as well
  std::map<std::string, std::uint64_t, std::less<>> rejected_by_code = {};
  std::uint64_t messages = 0;
  std::uint64_t bytes_read = 0;
  std::uint64_t bytes_written = 0;
  std::vector<VariableCount> variables = {};    ///< in order of first use
  std::vector<VariationCount> variations = {};  ///< in document order
  std::uint64_t shortest_text = 0;              ///< in code points
  std::uint64_t longest_text = 0;
  std::uint64_t text_characters = 0;  ///< of all texts together; divided by `messages`, the mean
  std::uint64_t leads_hash =
      0;  ///< XXH3 of the bytes read, in a shard of its part; 0 if the run did not come to its end
  std::uint64_t sequence_hash = 0;  ///< XXH3 of the sequence as write_sequence() writes it
  std::string key_column = {};
  bool reader_gone = false;  ///< the sink was closed before the end
  bool cancelled = false;    ///< on_progress ended the run
};

/// How a run ended.
struct BulkResult {
  /// What was done. If the run did not come to its end, this covers the leads up to there: all that was written, and at
  /// most some rejects and messages fewer than the callbacks were given.
  BulkSummary summary = {};
  /// Why the run could not begin, or not come to its end; empty if it did, was cancelled, or the sink was closed.
  std::vector<Error> errors = {};

  explicit operator bool() const { return errors.empty(); }
};

/// Renders every message of `sequence` for every lead of `leads` into `out`. Errors: a sequence that cannot be rendered
/// (S004, or D002 if delays add up to more than 2^53 seconds), what LeadReader::open() refuses, a source that fails
/// (unreadable-file), a sink that fails (unwritable-output), a callback that does (rejects-failed, messages-failed).
[[nodiscard]] SEGUE_EXPORT BulkResult render_leads(const Sequence& sequence, Source& leads, Sink& out,
                                                   const BulkOptions& options = {});

/// The same for leads that are in memory already.
[[nodiscard]] SEGUE_EXPORT BulkResult render_leads(const Sequence& sequence, const LeadTable& leads, Sink& out,
                                                   const BulkOptions& options = {});

/// The same without a sink: what is rendered goes to BulkOptions::on_message only.
[[nodiscard]] SEGUE_EXPORT BulkResult render_leads(const Sequence& sequence, Source& leads, const BulkOptions& options);
[[nodiscard]] SEGUE_EXPORT BulkResult render_leads(const Sequence& sequence, const LeadTable& leads,
                                                   const BulkOptions& options);

}  // namespace segue
