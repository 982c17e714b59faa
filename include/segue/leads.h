// leads.h: lead lists, read record by record.
//
//   auto file = segue::open_source("leads.csv");
//   if (!file) return explain(file.errors());
//   auto leads = segue::LeadReader::open(**file, {.format = segue::LeadFormat::kCsv, .variables = {"first-name"}});
//   if (!leads) return explain(leads.errors());
//   segue::Lead lead;
//   while (leads->next(lead))
//     if (lead.state == segue::LeadState::kReady) greet(lead.key, lead.values[0]);
//
// A record that cannot be used stops nothing: it is returned as rejected, with a code and a sentence, and reading
// continues after it. The rules are those of RFC 4180 for CSV and TSV (LF or CRLF, quoted fields, doubled quotes,
// quoted line breaks), and of one JSON object a line for NDJSON. To read a list on several threads, see lead_chunks.h.
//
// Ownership: a reader borrows its Source. What a Lead points into belongs to the reader, and is valid until the next
// call of next(). Threads: one reader, one thread. Readers share nothing. Limits: `LeadOptions::max_record`. Memory
// does not grow with the number of leads.

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "segue/export.h"
#include "segue/result.h"

namespace segue {

/// Where bytes come from: a file, a pipe, memory, or whatever a caller implements.
class SEGUE_EXPORT Source {
 public:
  virtual ~Source();

  struct Read {
    std::size_t size = 0;      ///< bytes put into `room`; 0 is the end
    std::string problem = {};  ///< why nothing more can be read, as a sentence; empty if reading can go on
  };
  /// Puts some bytes into `room`, which is not empty. Fewer than fit do not mean the end.
  virtual Read read(std::span<char> room) = 0;

  /// What messages call it: "leads.csv", "standard input".
  [[nodiscard]] virtual std::string_view name() const = 0;

  /// How many bytes there are in all, if that is known beforehand. Only shards need it.
  [[nodiscard]] virtual std::optional<std::uint64_t> size() const;
};

/// A file; `-` is standard input. Refuses (code unreadable-file) what is absent, a directory, or not readable.
[[nodiscard]] SEGUE_EXPORT Result<std::unique_ptr<Source>> open_source(const std::string& path);

/// Bytes in memory, which are borrowed.
[[nodiscard]] SEGUE_EXPORT std::unique_ptr<Source> memory_source(std::string_view bytes, std::string name = "memory");

/// Bytes from a function, which does what Source::read() says:
///
///   auto source = segue::callback_source([&](std::span<char> room) -> segue::Source::Read {
///     const auto got = socket.receive(room);
///     if (got < 0) return {.problem = "the connection was lost"};
///     return {.size = static_cast<std::size_t>(got)};
///   });
[[nodiscard]] SEGUE_EXPORT std::unique_ptr<Source> callback_source(std::function<Source::Read(std::span<char>)> read,
                                                                   std::string name = "callback");

enum class LeadFormat : std::uint8_t { kCsv, kTsv, kNdjson };

struct LeadOptions {
  LeadFormat format = LeadFormat::kCsv;
  /// What Lead::values holds, in this order. A variable is matched to its column by exact name, otherwise to the one
  /// column that is equal when ASCII case and `-`, `_`, space are ignored. In NDJSON: exactly in `data`, exactly at the
  /// top level, then loosely in the same order, record by record.
  std::vector<std::string> variables = {};
  /// Columns set explicitly: pairs of a variable and its column, which must exist under exactly this name.
  std::vector<std::pair<std::string, std::string>> columns = {};
  /// The column of the lead's key, matched as variables are. "" is the first column found of `kKeyNames`; in NDJSON,
  /// the first record that is an object decides. "row" is the row number, unless a column has that name.
  std::string key = {};
  /// A longer record, or a quote that is still open at the end, rejects its first line, and reading continues after
  /// that. At most 4 GiB.
  std::size_t max_record = std::size_t{1} << 20;
  /// The row number of the first record, for a list that is a part of a longer one.
  std::uint64_t first_row = 0;
};

/// The columns that name a lead if no other is asked for, in order of preference.
inline constexpr std::string_view kKeyNames[] = {"id",         "lead id",    "record id", "contact id",
                                                 "externalId", "platformId", "username",  "email"};

enum class LeadState : std::uint8_t {
  kReady,
  kSkipped,   ///< every field is blank
  kRejected,  ///< `code` and `message` say why
};

/// One record. All views are valid until the reader's next call.
struct Lead {
  LeadState state = LeadState::kReady;
  std::uint64_t row = 0;      ///< counts all records after the header, whatever became of them, from `first_row`
  std::uint64_t line = 0;     ///< 1-based, where the record begins
  std::uint64_t offset = 0;   ///< bytes from the start of the source
  std::string_view raw = {};  ///< as written, without its line end; of a record that was given up, its first line
  std::string_view key = {};  ///< as written, unquoted; empty if the record could not be read that far
  std::span<const std::string_view> values = {};  ///< one for each of LeadOptions::variables; blank if absent
  /// CSV, TSV: every field, missing ones blank; of a record that was given up, those of `raw`.
  std::span<const std::string_view> fields = {};
  bool was_short = false;         ///< CSV, TSV: it has fewer fields than the header, and is not skipped
  std::string_view code = {};     ///< rejected: too-wide bad-quote too-long bad-json bad-encoding bad-value blank-key
  std::string_view message = {};  ///< rejected: one sentence
  std::string_view setting = {};  ///< rejected: "max-record" or "key" if that would help; see Error::setting
};

/// Reads the leads of one source.
class SEGUE_EXPORT LeadReader {
 public:
  /// Reads the header (CSV, TSV) or looks at the first records (NDJSON). Refuses a source without a header (no-header)
  /// or that fails before its end (unreadable-file), bytes that are not UTF-8 in the first MiB (bad-encoding), a list
  /// without a key column (no-key), and a requested column that is absent (no-column) or there twice
  /// (duplicate-column). Blank records before the header are skipped.
  static Result<LeadReader> open(Source& source, const LeadOptions& options);

  LeadReader(LeadReader&&) noexcept;
  LeadReader& operator=(LeadReader&&) noexcept;
  ~LeadReader();

  /// The next record, whatever its state; false at the end, or if the source failed (see problem()).
  bool next(Lead& lead);

  /// Why reading ended before the end of the source, as a sentence; empty if it did not.
  [[nodiscard]] const std::string& problem() const;

  /// The names in the header; empty for NDJSON.
  [[nodiscard]] std::span<const std::string> columns() const;
  /// For each of LeadOptions::variables, the column that gives its values; "" if none fits. For NDJSON the name itself,
  /// or the one set explicitly: each record decides for itself.
  [[nodiscard]] std::span<const std::string> variable_columns() const;
  /// The column of the key; "row" if rows are their own keys; "" until an NDJSON record has decided.
  [[nodiscard]] const std::string& key_column() const;

 private:
  class State;
  explicit LeadReader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// One lead that is in no list.
struct LeadValues {
  std::string key = {};
  std::vector<std::string> values = {};  ///< one for each of LeadOptions::variables; blank if absent
};

/// Reads a lead from a JSON object as a list reads a line of NDJSON, except that line breaks may be between its tokens:
///
///   const auto lead = segue::parse_lead(R"({"id": 7, "First Name": "Anna"})", {.variables = sequence->variables()});
///
/// Refuses what a list rejects (bad-encoding, bad-json, bad-value, blank-key), and a lead without a key (no-key). With
/// the key "row", whose number no single lead has, a lead needs no key. `format`, `max_record` and `first_row` are not
/// used.
[[nodiscard]] SEGUE_EXPORT Result<LeadValues> parse_lead(std::string_view json, const LeadOptions& options);

namespace json {
class Value;  // of the engine
}

/// The same for an object inside of larger JSON that is read already. For the engine's own libraries: only they can
/// make such a value.
[[nodiscard]] SEGUE_EXPORT Result<LeadValues> parse_lead(const json::Value& object, const LeadOptions& options);

}  // namespace segue
