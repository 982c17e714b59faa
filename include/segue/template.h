// template.h: a message, compiled once and rendered for every lead.
//
//   auto first = segue::compile(*sequence->messages()[0], {"first-name", "company"});
//   if (!first) return explain(first.errors());
//   std::string text;
//   for (const Lead& lead : leads) {
//     text.clear();
//     const std::string_view values[] = {lead.first_name, lead.company};
//     if (first->render(values, segue::keyed(seed, lead.id), text) == segue::RenderStatus::kRendered) send(lead, text);
//   }
//
// A variable takes the lead's value, trimmed, unless that is blank; else its fallback; else it is unresolved
// and the template's policy decides. A variation takes the option that the picks name.
//
// Ownership: a Template copies what it keeps. Values are read during the call only; a byte outside of them is
// never read.
// Threads: a Template is immutable; any number of threads may render with it at once. Rendering takes no lock,
// reads no global, locale, clock or environment, and allocates nothing once the text's buffer has grown.
// Limits: `CompileOptions::max_bytes` for one rendering; a message's segments and options are limited by the reader.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

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
  std::uint32_t message_index = 0;            ///< the message's place among the sequence's messages; picks depend on it
  Unresolved unresolved = Unresolved::kFail;  ///< fail by default: "Hi ," must not be sent unasked
  Encoding encoding = Encoding::kPlain;
  bool trim = true;                      ///< white space around a value goes; off keeps the value as it is
  std::vector<std::string> null_values;  ///< count as blank; compared trimmed, ASCII case ignored
  std::size_t max_bytes = 1u << 20;      ///< of one rendering, as encoded
};

/// How a rendering ended. Anything but kRendered leaves the text as it was.
enum class RenderStatus : std::uint8_t {
  kRendered,
  kUnresolved,      ///< a variable has neither value nor fallback and the policy is kFail
  kTooLong,         ///< longer than `max_bytes`, or than the memory given
  kPickOutOfRange,  ///< a given pick, their number, or the rendering's number does not fit the message
};

/// How many renderings a lead can get.
struct RenderingCount {
  std::uint64_t value = 1;  ///< the product of the option counts, at most 2^64 - 1
  bool exact = true;        ///< false: more than `value`
};

/// What a rendering did, by index. Kept by the caller and used again and again, so that it stops allocating. Of one
/// that was too long, or did not fit its picks, it says nothing.
struct Trace {
  static constexpr std::uint8_t kTookValue = 1;
  static constexpr std::uint8_t kTookFallback = 2;
  static constexpr std::uint8_t kWasUnresolved = 4;

  std::vector<std::uint32_t> picks;     ///< per variation: the option's index
  std::vector<std::uint8_t> variables;  ///< per entry of Template::variables(): the flags above
  std::size_t characters = 0;           ///< code points of the text before it was encoded
};

/// Which bytes of a text came from which segment; half-open.
struct SegmentRange {
  std::size_t segment = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// What became of a rendering into memory.
struct RenderResult {
  RenderStatus status = RenderStatus::kRendered;
  std::size_t size = 0;  ///< bytes written
};

/// All that one rendering can tell.
struct Explanation {
  RenderStatus status = RenderStatus::kRendered;
  std::string text;
  std::vector<std::uint32_t> picks;     ///< per variation: the option's index
  std::vector<std::string> fallbacks;   ///< variables that took it; once each, in order of first use
  std::vector<std::string> unresolved;  ///< likewise; filled under every policy
  std::vector<SegmentRange> ranges;     ///< one per segment, in order
};

/// A message ready to be rendered.
class SEGUE_EXPORT Template {
 public:
  Template(Template&&) noexcept;
  Template& operator=(Template&&) noexcept;
  Template(const Template&) = delete;
  Template& operator=(const Template&) = delete;
  ~Template();

  /// Appends the rendering to `text`. `values[i]` belongs to column i; missing ones at the end are blank.
  RenderStatus render(std::span<const std::string_view> values, const Picks& picks, std::string& text) const;

  /// The same, telling what it did.
  RenderStatus render(std::span<const std::string_view> values, const Picks& picks, std::string& text,
                      Trace& trace) const;

  /// Writes the rendering into `memory`.
  /// Quickest with 32 bytes to spare behind the longest text; it may write into them.
  [[nodiscard]] RenderResult render_into(std::span<char> memory, std::span<const std::string_view> values,
                                         const Picks& picks) const;

  /// The same, telling what it did.
  [[nodiscard]] RenderResult render_into(std::span<char> memory, std::span<const std::string_view> values,
                                         const Picks& picks, Trace& trace) const;

  /// The rendering with everything it can tell, for previews, logs and questions.
  [[nodiscard]] Explanation explain(std::span<const std::string_view> values, const Picks& picks) const;

  /// The message's variables, once each, in order of first use.
  [[nodiscard]] std::span<const std::string> variables() const;
  /// For each of variables(): its column, or kNoColumn.
  [[nodiscard]] std::span<const std::uint32_t> variable_columns() const;
  static constexpr std::uint32_t kNoColumn = 0xffffffffu;

  /// The options that keyed picks take for several leads at once, which costs far less than one by one: for each lead,
  /// one behind the other, an option for each variation, to be given() to a rendering. `leads` are what keyed() makes
  /// of their keys, Picks::value; `options` has room for all of them.
  void pick_keyed(std::uint64_t seed, std::span<const std::uint64_t> leads, std::span<std::uint32_t> options) const;

  /// How many options each variation has, in order.
  [[nodiscard]] std::span<const std::uint32_t> option_counts() const;
  /// How many renderings a lead can get: the product of option_counts().
  [[nodiscard]] RenderingCount renderings() const;

  struct Program;  ///< of the engine

 private:
  explicit Template(std::unique_ptr<const Program> program);
  std::unique_ptr<const Program> program_;

  friend SEGUE_EXPORT Result<Template> compile(const Message& message, const std::vector<std::string>& columns,
                                               const CompileOptions& options);
};

/// Compiles a message against the names of the columns that its leads will have.
/// A variable that no column bears takes its fallback for every lead. Refuses a variation without options
/// (S004), and a column name that a variable asks for and that stands twice (duplicate-column).
[[nodiscard]] SEGUE_EXPORT Result<Template> compile(const Message& message, const std::vector<std::string>& columns,
                                                    const CompileOptions& options = {});

}  // namespace segue
