// bulk.h: a whole lead list rendered: every message of a sequence for every lead.
//
//   auto leads = segue::open_source("leads.csv");
//   auto out = segue::memory_sink(text);                       // or any Sink of your own
//   auto summary = segue::render_leads(*sequence, **leads, *out, {.seed = segue::parse_seed("spring-launch")});
//   if (!summary) return explain(summary.errors());            // the job could not be done
//   log(summary->messages, summary->rejected);                 // some leads may have been rejected
//
// A lead is all or nothing: every message of it is in the output, or it is among the rejects with a code and a
// sentence. Output is in lead order, then step order.
//
// Ownership: source and sinks are borrowed for the call.
// Threads: as many as asked for, by default only the caller's; the output is the same, to the byte. Source, sink and
// callbacks are called by one thread at a time, though not always by the same one. Calls share nothing.
// Limits: `BulkOptions::max_message` and `max_record`. Memory does not grow with the number of leads.

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
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

  enum class Write : std::uint8_t {
    kDone,    ///< taken, all of it
    kClosed,  ///< the reader has gone; ends the run quietly
    kFailed,  ///< see problem()
  };
  virtual Write write(std::string_view bytes) = 0;

  /// Why a write failed, as a sentence that names the target.
  [[nodiscard]] virtual std::string problem() const = 0;
};

/// Appends to a string, which the caller keeps.
[[nodiscard]] SEGUE_EXPORT std::unique_ptr<Sink> memory_sink(std::string& text);

/// Hands whole lines on, in their order; false: nobody wants any more, and the run ends.
[[nodiscard]] SEGUE_EXPORT std::unique_ptr<Sink> callback_sink(std::function<bool(std::string_view)> take);

enum class OutputFormat : std::uint8_t {
  kNdjson,  ///< {"lead":"42","step":0,"after":0,"text":"…"} a line
  kCsv,     ///< lead,step,after[,action],text[,picks,fallbacks]
};

enum class Assign : std::uint8_t {
  kKeyed,     ///< by the lead's key alone
  kBalanced,  ///< over the list, each option equally often
};

/// What spreadsheets leave behind; the command counts these as blank, the library none unless it is told.
inline constexpr std::string_view kSpreadsheetNulls[] = {"#N/A",    "#REF!", "#VALUE!",  "#NAME?",
                                                         "#DIV/0!", "N/A",   "undefined"};

/// A lead that was not rendered.
struct Reject {
  std::uint64_t row = 0;     ///< 0-based
  std::uint64_t line = 0;    ///< 1-based
  std::uint64_t offset = 0;  ///< bytes from the start of the leads
  std::string_view lead;     ///< its key, where it could be read
  std::string_view code;  ///< unresolved-variable too-wide bad-quote bad-json bad-encoding bad-value blank-key too-long
  std::string_view message;                  ///< one sentence
  std::string_view setting;                  ///< "max-message", "max-record", "key" or none; see Error::setting
  std::string_view raw;                      ///< the record as it stands
  std::span<const std::string_view> fields;  ///< CSV, TSV: its fields, as far as it could be split
  std::span<const std::string> columns;      ///< CSV, TSV: the header
};

/// What was found in the leads before the first of them was rendered; see LeadReader's functions of these names.
struct LeadHeader {
  std::span<const std::string> columns;
  std::span<const std::string> variable_columns;
  std::string_view key_column;
};

struct BulkProgress {
  std::uint64_t rows = 0;
  std::uint64_t bytes = 0;  ///< of the leads
};

struct BulkOptions {
  std::uint64_t seed = 0;
  Assign assign = Assign::kKeyed;

  LeadFormat leads_format = LeadFormat::kCsv;
  std::string key;                                           ///< see LeadOptions::key
  std::vector<std::pair<std::string, std::string>> columns;  ///< (variable, column), see LeadOptions::columns
  std::size_t max_record = 1u << 20;                         ///< see LeadOptions::max_record

  Unresolved unresolved = Unresolved::kFail;
  bool trim = true;
  std::vector<std::string> null_values;
  std::size_t max_message = 1u << 20;  ///< bytes of one rendered message, as encoded; longer rejects the lead

  OutputFormat format = OutputFormat::kNdjson;
  bool explain = false;    ///< adds picks and fallbacks
  bool all_steps = false;  ///< also writes likes

  std::uint64_t limit = std::numeric_limits<std::uint64_t>::max();  ///< stops after so many rows of the whole list
  LeadShard shard;                                                  ///< only this part of the leads

  std::size_t threads = 1;  ///< working together, the caller's included, at most 1,024; 0: one per processor
  /// Bytes of leads that a thread takes at a time, fewer where a lead becomes long; see ChunkOptions::chunk_size.
  std::size_t chunk_size = std::size_t{128} << 10;

  /// Called for each rejected lead, in order; its views last for the call. False ends the run (code
  /// rejects-failed): the caller could not keep the reject, and nothing may be lost.
  std::function<bool(const Reject&)> on_reject;
  /// Called with the columns once the leads are open and before anything is written.
  std::function<void(const LeadHeader&)> on_open;
  /// Called after each chunk, or part of one.
  std::function<void(const BulkProgress&)> on_progress;
};

/// How a variable fared over the leads that were rendered.
struct VariableCount {
  std::string name;
  std::string column;  ///< "" where no column fits
  std::uint64_t values = 0;
  std::uint64_t fallbacks = 0;
  std::uint64_t unresolved = 0;             ///< under the policies empty and keep
  std::vector<std::string> fallback_texts;  ///< the fallbacks the sequence gives it, once each
};

/// How often each option of one variation was picked, over the leads that were rendered.
struct VariationCount {
  std::size_t step = 0;     ///< 0-based place in the step array
  std::size_t segment = 0;  ///< 0-based place in the message
  std::vector<std::string> options;
  std::vector<std::uint64_t> picks;
};

/// What became of the leads. rendered + rejected + skipped = rows.
struct BulkSummary {
  std::uint64_t rows = 0;
  std::uint64_t rendered = 0;
  std::uint64_t rejected = 0;
  std::uint64_t skipped = 0;     ///< every field blank
  std::uint64_t short_rows = 0;  ///< filled up with blanks; counted among the others as well
  std::map<std::string, std::uint64_t, std::less<>> rejected_by_code;
  std::uint64_t messages = 0;
  std::uint64_t bytes_read = 0;
  std::uint64_t bytes_written = 0;
  std::vector<VariableCount> variables;    ///< in order of first use
  std::vector<VariationCount> variations;  ///< in document order
  std::uint64_t shortest_text = 0;         ///< in code points
  std::uint64_t longest_text = 0;
  std::uint64_t text_characters = 0;  ///< of all texts together; by `messages` the mean
  std::uint64_t leads_hash = 0;       ///< XXH3 of the bytes read; in a shard, of its part
  std::uint64_t sequence_hash = 0;    ///< XXH3 of the sequence as write_sequence() writes it
  std::string key_column;
  bool reader_gone = false;  ///< the output's reader closed it; the counts are of what was done until then
};

/// Renders every message of `sequence` for every lead of `leads` into `out`. Refuses: a sequence that cannot be
/// rendered (S004, or D002 where delays add up to more than 2^53 seconds), what LeadReader::open
/// refuses, a source that fails while read (unreadable-file) and a sink that fails (unwritable-output).
[[nodiscard]] SEGUE_EXPORT Result<BulkSummary> render_leads(const Sequence& sequence, Source& leads, Sink& out,
                                                            const BulkOptions& options = {});

/// The same for leads that are in memory already.
[[nodiscard]] SEGUE_EXPORT Result<BulkSummary> render_leads(const Sequence& sequence, const LeadTable& leads, Sink& out,
                                                            const BulkOptions& options = {});

}  // namespace segue
