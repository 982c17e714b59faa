// template.h: a message, compiled once and rendered for every lead.
//
//   const auto first = segue::compile(*sequence, 0, {"first-name", "company"});
//   if (!first) return explain(first.errors());
//   std::string text;
//   for (const Lead& lead : leads) {
//     text.clear();
//     const std::string_view values[] = {lead.first_name, lead.company};
//     const auto status = first->render(values, segue::keyed(seed, lead.id), text);
//     if (status == segue::RenderStatus::kRendered) send(lead, text);
//   }
//
//   // Values by name, and every message with the time it is due.
//   const auto messages = segue::compile_all(*sequence, {"first-name", "company"});
//   for (const segue::CompiledMessage& message : *messages) {
//     if (message.text.render({{"first-name", "Anna"}}, picks, text) == segue::RenderStatus::kRendered)
//       schedule(text, start + message.after);
//   }
//
// A variable takes the lead's value, trimmed, unless that is blank; else its fallback; else it is unresolved
// and the template's policy decides. A variation takes the option that the picks name.
//
// Ownership: a Template copies what it keeps. Values are read during the call only, and no byte outside of them is
// read; they must not overlap the text or memory that the rendering is written to. Values should be UTF-8: what is not
// is inserted as it is.
// Threads: a Template is immutable; any number of threads may render with it at once. Rendering takes no lock,
// reads no global, locale, clock or environment, and (by position) allocates nothing once the text's buffer has grown.
// Limits: `CompileOptions::max_bytes` for one rendering; a message's segments and options are limited by the reader.

#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "segue/columns.h"
#include "segue/export.h"
#include "segue/pick.h"
#include "segue/result.h"
#include "segue/sequence.h"

namespace segue {

/// What happens to a variable that has neither a value nor a fallback.
enum class Unresolved : std::uint8_t {
  kFail,   ///< no text
  kEmpty,  ///< nothing is inserted
  kKeep,   ///< `{{name}}` is inserted
};

/// How the text is written. Known when compiling, so that only a lead's own values are escaped per rendering.
enum class Encoding : std::uint8_t {
  kPlain,  ///< as it is
  kJson,   ///< escaped for the inside of a JSON string, without the quotes around it
  kCsv,    ///< a CSV field, in quotes where it needs them
};

struct CompileOptions {
  /// The message's index among the sequence's messages; picks depend on it. Set by compile() of a sequence.
  std::uint32_t message_index = 0;
  Unresolved unresolved = Unresolved::kFail;  ///< fail by default: "Hi ," must not be sent unless asked for
  Encoding encoding = Encoding::kPlain;
  bool trim = true;                           ///< removes white space around a value; off inserts the value as it is
  std::vector<std::string> null_values = {};  ///< count as blank; compared trimmed, ASCII case ignored
  std::size_t max_bytes = 1u << 20;           ///< of one rendering, as encoded
};

/// How a rendering ended. Anything but kRendered leaves the text as it was; a caller that does not look would send the
/// previous one.
enum class [[nodiscard]] RenderStatus : std::uint8_t{
    kRendered,
    kUnresolved,      ///< a variable has neither value nor fallback and the policy is kFail
    kTooLong,         ///< longer than `max_bytes`, or than the memory given
    kPickOutOfRange,  ///< a given pick, their number, or the rendering's number does not fit the message
    kAmbiguousName,   ///< by name: two of the names fit one variable equally well
};

/// "rendered", "unresolved", "too-long", "pick-out-of-range", "ambiguous-name"
[[nodiscard]] SEGUE_EXPORT std::string_view to_string(RenderStatus status);

/// A value of a lead, by the name of the variable.
struct NamedValue {
  std::string_view name = {};
  std::string_view value = {};
};

/// How many renderings a lead can get.
struct RenderingCount {
  std::uint64_t value = 1;  ///< the product of the option counts, at most 2^64 - 1
  bool exact = true;        ///< false: more than `value`
};

/// What a rendering did, by index. Kept by the caller and used again and again, so that it stops allocating. Says
/// nothing of a rendering that was too long or did not fit its picks.
struct Trace {
  static constexpr std::uint8_t kTookValue = 1;
  static constexpr std::uint8_t kTookFallback = 2;
  static constexpr std::uint8_t kWasUnresolved = 4;

  std::vector<std::uint32_t> picks = {};     ///< per variation: the option's index
  std::vector<std::uint8_t> variables = {};  ///< per entry of Template::variables(): the flags above, together
  std::size_t characters = 0;                ///< code points of the text before it was encoded
};

/// Which bytes of a text came from which segment; half-open.
struct SegmentRange {
  std::size_t segment = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::uint8_t variable = 0;                 ///< of a variable: one flag of Trace, what was inserted; else 0
  std::optional<std::uint32_t> option = {};  ///< of a variation: the option's index
};

/// Everything that one rendering can report.
struct Explanation {
  RenderStatus status = RenderStatus::kRendered;
  std::string text = {};
  std::vector<std::uint32_t> picks = {};     ///< per variation: the option's index
  std::vector<std::string> fallbacks = {};   ///< names of the variables that took it; once each, in order of first use
  std::vector<std::string> unresolved = {};  ///< likewise; filled under every policy
  std::vector<SegmentRange> ranges = {};     ///< one per segment, in order
};

/// The outcome of a rendering into memory.
struct [[nodiscard]] RenderResult {
  RenderStatus status = RenderStatus::kRendered;
  std::size_t size = 0;  ///< bytes written; of kTooLong, how many the rendering needs; else 0
};

/// A message ready to be rendered.
class SEGUE_EXPORT Template {
 public:
  Template(Template&&) noexcept;
  Template& operator=(Template&&) noexcept;
  Template(const Template&) = delete;
  Template& operator=(const Template&) = delete;
  ~Template();

  // By position, the quickest way: `values[i]` belongs to column i. Missing ones at the end are blank.

  /// Appends the rendering to `text`.
  RenderStatus render(std::span<const std::string_view> values, const Picks& picks, std::string& text) const;
  /// The same, and reports what it did.
  RenderStatus render(std::span<const std::string_view> values, const Picks& picks, std::string& text,
                      Trace& trace) const;

  /// Writes the rendering into `memory`. Quickest with 32 bytes to spare after the longest text; it may write into
  /// them, and into all of `memory` where the rendering fails. A rendering that needs more bytes than there are is
  /// kTooLong, with its size; more memory helps only up to `max_bytes`.
  RenderResult render_into(std::span<char> memory, std::span<const std::string_view> values, const Picks& picks) const;
  /// The same, and reports what it did.
  RenderResult render_into(std::span<char> memory, std::span<const std::string_view> values, const Picks& picks,
                           Trace& trace) const;

  /// The rendering with everything it can report, for previews, logs and questions.
  [[nodiscard]] Explanation explain(std::span<const std::string_view> values, const Picks& picks) const;

  // By name, whatever the columns: a variable takes the value of its own name, else the one whose name is equal when
  // ASCII case and `-`, `_`, space are ignored. Names that fit no variable are passed over. This matches names on every
  // call, and allocates; for a list of leads, go by position.

  RenderStatus render(std::span<const NamedValue> values, const Picks& picks, std::string& text) const;
  RenderStatus render(std::initializer_list<NamedValue> values, const Picks& picks, std::string& text) const {
    return render(std::span<const NamedValue>(values), picks, text);
  }
  [[nodiscard]] Explanation explain(std::span<const NamedValue> values, const Picks& picks) const;
  [[nodiscard]] Explanation explain(std::initializer_list<NamedValue> values, const Picks& picks) const {
    return explain(std::span<const NamedValue>(values), picks);
  }

  /// The message's variables, once each, in order of first use.
  [[nodiscard]] std::span<const std::string> variables() const;
  /// The columns it was compiled for.
  [[nodiscard]] std::span<const std::string> columns() const;
  /// For each of variables(): its index in columns(), or kNoColumn.
  [[nodiscard]] std::span<const std::uint32_t> variable_columns() const;
  static constexpr std::uint32_t kNoColumn = 0xffffffffu;

  /// The names of the variables that took their fallback in the rendering that `trace` is of, and of those that were
  /// unresolved; in order of first use.
  [[nodiscard]] std::vector<std::string_view> fallbacks(const Trace& trace) const;
  [[nodiscard]] std::vector<std::string_view> unresolved(const Trace& trace) const;

  /// The options that keyed picks take for several leads at once, which costs far less than one by one: lead by lead,
  /// an option for each variation, to be given() to a rendering. `leads` are what keyed() makes of their keys,
  /// Picks::value. False: `options` does not have room for all of them, leads.size() · option_counts().size(), and
  /// nothing was written.
  [[nodiscard]] bool pick_keyed(std::uint64_t seed, std::span<const std::uint64_t> leads,
                                std::span<std::uint32_t> options) const;

  /// How many options each variation has, in order.
  [[nodiscard]] std::span<const std::uint32_t> option_counts() const;
  /// The texts of a variation's options, not encoded; none where there is no such variation. Valid as long as the
  /// Template is.
  [[nodiscard]] std::vector<std::string_view> options(std::size_t variation) const;
  /// How many renderings a lead can get: the product of option_counts().
  [[nodiscard]] RenderingCount renderings() const;

  struct Program;  ///< of the engine

 private:
  explicit Template(std::unique_ptr<const Program> program);
  std::unique_ptr<const Program> program_;
  friend class Compiler;
};

/// A message of a sequence, ready to be rendered, and when it is due.
struct CompiledMessage {
  std::size_t step = 0;             ///< 0-based, in Sequence::steps
  std::uint32_t message_index = 0;  ///< 0-based, among the sequence's messages
  std::chrono::seconds after{0};    ///< after the start: the delays before it, added up
  Template text;
};

/// Compiles message `index` (0-based, among the messages) of a sequence for leads with these columns. A variable takes
/// the column of its own name, else the one whose name is equal when ASCII case and `-`, `_`, space are ignored; where
/// there is none, its fallback for every lead. Refuses an index that no message has (no-message), a variation without
/// options (S004), two columns that fit a variable equally well (duplicate-column), and more than 4 GiB of text
/// (too-long). Errors have the pointer of their place in the document. CompileOptions::message_index is not used.
[[nodiscard]] SEGUE_EXPORT Result<Template> compile(const Sequence& sequence, std::size_t index, Columns columns,
                                                    const CompileOptions& options = {});

/// Compiles every message of a sequence in the same way, and reports the errors of all of them. Also refuses delays
/// that add up to more than 2^53 seconds (D002).
[[nodiscard]] SEGUE_EXPORT Result<std::vector<CompiledMessage>> compile_all(const Sequence& sequence, Columns columns,
                                                                            const CompileOptions& options = {});

/// Compiles a message that belongs to no sequence, or to one that picks know by CompileOptions::message_index. Errors
/// have pointers into the array of its segments.
[[nodiscard]] SEGUE_EXPORT Result<Template> compile(const Message& message, Columns columns,
                                                    const CompileOptions& options = {});

// The same for a list of columns: compile(sequence, 0, {"first-name", "company"}).

[[nodiscard]] inline Result<Template> compile(const Sequence& sequence, std::size_t index,
                                              std::initializer_list<std::string_view> columns,
                                              const CompileOptions& options = {}) {
  return compile(sequence, index, Columns(std::span<const std::string_view>(columns)), options);
}
[[nodiscard]] inline Result<std::vector<CompiledMessage>> compile_all(const Sequence& sequence,
                                                                      std::initializer_list<std::string_view> columns,
                                                                      const CompileOptions& options = {}) {
  return compile_all(sequence, Columns(std::span<const std::string_view>(columns)), options);
}
[[nodiscard]] inline Result<Template> compile(const Message& message, std::initializer_list<std::string_view> columns,
                                              const CompileOptions& options = {}) {
  return compile(message, Columns(std::span<const std::string_view>(columns)), options);
}

}  // namespace segue
