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
// A record that cannot be used stops nothing: it comes out as rejected, with a code and a sentence, and
// reading goes on behind it. The rules are those of RFC 4180 for CSV and TSV (LF or CRLF, quoted fields, doubled
// quotes, quoted line breaks), and of one JSON object a line for NDJSON.
//
// Ownership: a reader borrows its Source. What a Lead points into is the reader's and lasts until the next
// call of next().
// Threads: one reader, one thread. Readers share nothing.
// Limits: `LeadOptions::max_record`. Memory does not grow with the number of leads.

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

/// Where bytes come from: a file, a pipe, memory, or whatever a caller makes of it.
class SEGUE_EXPORT Source {
 public:
  virtual ~Source();

  struct Read {
    std::size_t size = 0;  ///< bytes put into `room`; 0 is the end
    std::string problem;   ///< empty, or why nothing more can be read, as a sentence
  };
  /// Puts some bytes into `room`, which is not empty; fewer than fit are no sign of the end.
  virtual Read read(std::span<char> room) = 0;

  /// What messages call it: "leads.csv", "standard input".
  [[nodiscard]] virtual std::string_view name() const = 0;

  /// How many bytes there are in all, where that is known beforehand; needed for shards alone.
  [[nodiscard]] virtual std::optional<std::uint64_t> size() const;
};

/// A file; `-` is standard input. Refuses (code unreadable-file) what is absent, a directory, or not ours to read.
[[nodiscard]] SEGUE_EXPORT Result<std::unique_ptr<Source>> open_source(const std::string& path);

/// Bytes in memory, which the caller keeps.
[[nodiscard]] SEGUE_EXPORT std::unique_ptr<Source> memory_source(std::string_view bytes, std::string name = "memory");

/// Bytes from a function that puts some into the room it is given and says how many; 0 is the end.
[[nodiscard]] SEGUE_EXPORT std::unique_ptr<Source> callback_source(std::function<std::size_t(std::span<char>)> give,
                                                                   std::string name = "callback");

enum class LeadFormat : std::uint8_t { kCsv, kTsv, kNdjson };

struct LeadOptions {
  LeadFormat format = LeadFormat::kCsv;
  /// What Lead::values holds, in this order. A variable finds its column by exact name; else by the one column
  /// equal to it when ASCII case and `-`, `_`, space are ignored. In NDJSON: exact in `data`, exact at the top,
  /// then loosely in the same order, record by record.
  std::vector<std::string> variables;
  /// Columns said outright: (variable, column) pairs; the column must be there under this very name.
  std::vector<std::pair<std::string, std::string>> columns;
  /// The column of the lead's key, found as variables are. "": the first there is of `kKeyNames`; in NDJSON the
  /// first record that is an object decides which. "row": the 0-based row number, unless a column has that name.
  std::string key;
  /// A longer record, or a quote still open at the end, rejects its first line, and reading resumes behind it.
  std::size_t max_record = 1u << 20;
};

/// The columns that name a lead where nobody says which, in order of preference.
inline constexpr std::string_view kKeyNames[] = {"id",         "lead id",    "record id", "contact id",
                                                 "externalId", "platformId", "username",  "email"};

enum class LeadState : std::uint8_t {
  kReady,
  kSkipped,   ///< every field was blank
  kRejected,  ///< `code` and `message` say why
};

/// One record. All views last until the reader's next call.
struct Lead {
  LeadState state = LeadState::kReady;
  std::uint64_t row = 0;                     ///< 0-based, of all records behind the header, whatever became of them
  std::uint64_t line = 0;                    ///< 1-based, where the record begins
  std::uint64_t offset = 0;                  ///< bytes from the start of the source
  std::string_view raw;                      ///< as it stands, without its line end; where given up, its first line
  std::string_view key;                      ///< the key's own bytes; empty where the record could not be read that far
  std::span<const std::string_view> values;  ///< one for each of LeadOptions::variables; blank where absent
  std::span<const std::string_view>
      fields;                ///< CSV, TSV: every field, missing ones blank; of a record given up those of `raw`
  bool was_short = false;    ///< CSV, TSV: had fewer fields than the header; never of a skipped record
  std::string_view code;     ///< rejected: too-wide bad-quote too-long bad-json bad-encoding bad-value blank-key
  std::string_view message;  ///< of a rejected record: one sentence
  std::string_view setting;  ///< of a rejected record: "max-record" or "key" where that would help; see Error::setting
};

/// Reads the leads of one source.
class SEGUE_EXPORT LeadReader {
 public:
  /// Reads the header (CSV, TSV) or looks at the first records (NDJSON). Refuses: a source without a header
  /// (no-header) or one that fails before its end (unreadable-file), bytes that are not UTF-8 in the first MiB
  /// (bad-encoding), no key column (no-key), an asked-for column that is absent (no-column) or stands twice
  /// (duplicate-column). Blank records before the header are passed over.
  static Result<LeadReader> open(Source& source, const LeadOptions& options);

  LeadReader(LeadReader&&) noexcept;
  LeadReader& operator=(LeadReader&&) noexcept;
  ~LeadReader();

  /// The next record, whatever its state; false at the end, or when the source failed (see problem()).
  bool next(Lead& lead);

  /// Why reading ended before the end of the source: empty, or a sentence.
  [[nodiscard]] const std::string& problem() const;

  /// The names in the header; empty for NDJSON.
  [[nodiscard]] std::span<const std::string> columns() const;
  /// For each of LeadOptions::variables: the column that gives its values; "" where none fits. For NDJSON the
  /// name itself, or the one said outright: records decide one by one.
  [[nodiscard]] std::span<const std::string> variable_columns() const;
  /// The column of the key; "row" where rows are their own keys; "" while no NDJSON record has decided.
  [[nodiscard]] const std::string& key_column() const;

 private:
  class Format;
  explicit LeadReader(std::unique_ptr<Format> format);
  std::unique_ptr<Format> format_;
};

}  // namespace segue
