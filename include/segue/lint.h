// lint.h: what can go wrong with a sequence, found before a lead receives it.
//
//   const auto linter = segue::Linter::make({.settings = {.max_delay = std::chrono::days(14)}});
//   if (!linter) return explain(linter.errors());        // an unknown rule, for example
//   for (const segue::Finding& finding : linter->lint(*sequence).findings) log(finding.code, finding.message);
//
//   // From bytes, findings also have positions, and the document's own errors are among them.
//   const segue::LintResult result = linter->lint_document(bytes);
//
// A finding is what one rule reports at one place. A rule has a code and a name, and is called by either: T001 is
// max-delay. Its letter is its family: D the document, T time, S segments, V variables, X every rendering, Q the
// sequence as a whole.
//
// Ownership: a Linter copies its options. Findings own their text; codes and names are static.
// Threads: a Linter is immutable; any number of threads may lint with it at once. It starts no thread and reads no
// global, locale or environment, nor a clock unless LintOptions::deadline is set.
// Limits: time is linear in the size of the document; LintOptions::max_findings are listed. Documents have the limits of
// LintOptions::reading. Rules that look at every rendering stop at LintSettings::max_states, at max_work and at
// LintOptions::deadline, and X000 reports what they have not checked. Witnesses stop at LintSettings::max_witness_work
// and max_witness_bytes.

#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "segue/export.h"
#include "segue/result.h"
#include "segue/sequence.h"

namespace segue {

/// How much a finding matters, in ascending order.
enum class Severity : std::uint8_t {
  kInformation,  ///< worth knowing
  kWarning,      ///< some lead will probably receive what was not intended
  kError,        ///< it cannot be intended, or cannot be rendered
};

/// "information", "warning", "error"
[[nodiscard]] SEGUE_EXPORT std::string_view severity_name(Severity severity);

/// What an automatic fix does.
enum class FixKind : std::uint8_t {
  kNone,    ///< there is none
  kSafe,    ///< every lead receives what it received before
  kUnsafe,  ///< what leads receive changes
};

/// A rule's documentation. All views are static.
struct RuleInfo {
  std::string_view code = {};                       ///< "T001"
  std::string_view name = {};                       ///< "max-delay"
  Severity severity = Severity::kWarning;           ///< of most of its findings
  bool is_optional = false;                         ///< off until it is selected
  std::string_view summary = {};                    ///< what it finds, in half a sentence
  std::string_view why = {};                        ///< why that matters, in a sentence or two
  std::string_view bad = {};                        ///< a document in which it finds something
  std::string_view good = {};                       ///< the same document, corrected
  std::span<const std::string_view> settings = {};  ///< names of the settings that it reads
  FixKind fix = FixKind::kNone;                     ///< of most of its findings
  /// Settings that its examples need, as with_setting() takes them: "max-length=80".
  std::span<const std::string_view> example_settings = {};
};

/// All rules, sorted by code.
[[nodiscard]] SEGUE_EXPORT std::span<const RuleInfo> lint_rules();

/// The rule with that code or name; null if there is none.
[[nodiscard]] SEGUE_EXPORT const RuleInfo* find_lint_rule(std::string_view code_or_name);

/// The limits and lists that rules check against, and what the rules that look at every rendering may cost.
struct LintSettings {
  std::chrono::seconds max_delay = std::chrono::days(30);     ///< T001
  std::chrono::seconds min_delay = std::chrono::hours(1);     ///< T002
  std::chrono::seconds max_duration = std::chrono::days(90);  ///< T008
  std::uint64_t max_messages = 5;                             ///< Q003
  std::uint64_t min_renderings = 2;                           ///< Q005
  std::uint64_t max_length = 10'000;                          ///< X006, in code points
  std::uint64_t value_length = 64;   ///< X006: what a value counts as, in code points
  std::uint64_t suffix_letters = 3;  ///< X007: a run of letters up to this length is an ending, not a word
  std::uint64_t max_states = 256;    ///< states that a rule keeps after a segment; beyond, it is partial (X000)
  /// Steps of all these rules together in one document: about one for each character that a rule reads from one state,
  /// and eight for each text. Beyond, rules are partial (X000).
  std::uint64_t max_work = 100'000'000;
  /// Segments that all witnesses of a document are put together from. Beyond, findings have no witness.
  std::uint64_t max_witness_work = 8'000'000;
  /// Bytes of all witnesses of a document. Beyond, findings have no witness.
  std::uint64_t max_witness_bytes = std::uint64_t{16} << 20;
  std::vector<std::string> forbidden_phrases = {};   ///< X011, optional
  std::vector<std::string> forbidden_patterns = {};  ///< X012, optional; RE2 syntax
  std::vector<std::string> required_phrases = {};    ///< X013, optional
  std::vector<std::string> link_shorteners = {
      "bit.ly", "tinyurl.com", "t.co",    "goo.gl",      "ow.ly",     "buff.ly",
      "is.gd",  "rb.gy",       "cutt.ly", "shorturl.at", "rebrand.ly"};  ///< X016
};

/// A setting by the name that with_setting() and the command use.
struct LintSettingInfo {
  std::string_view name = {};                              ///< "max-delay"
  std::string_view says = {};                              ///< what it is, in half a sentence
  std::uint64_t LintSettings::*value = nullptr;            ///< of a number
  std::vector<std::string> LintSettings::*list = nullptr;  ///< of a list; written with commas between its items
  std::chrono::seconds LintSettings::*duration = nullptr;  ///< of a time; written 14d, 36h, 90m, 45s or 2w
};

/// All settings, sorted by name.
[[nodiscard]] SEGUE_EXPORT std::span<const LintSettingInfo> lint_settings();

/// Sets one by its name, from text. Refuses (code setting) an unknown name, with the one that was probably meant, and a
/// value that is not a number or a time.
[[nodiscard]] SEGUE_EXPORT Result<LintSettings> with_setting(LintSettings settings, std::string_view name,
                                                             std::string_view value);

/// The settings for a rule's examples: the defaults, with RuleInfo::example_settings.
[[nodiscard]] SEGUE_EXPORT LintSettings example_settings(const RuleInfo& rule);

struct LintOptions {
  /// Rules to run, by code or name; a letter means the rules of its family that are not optional, `default` all that
  /// are not. Empty: the same as `default`. D001 to D004 always run, since what cannot be read cannot be checked.
  std::vector<std::string> select = {};
  /// Rules not to run, by code, name or letter, whatever `select` says.
  std::vector<std::string> ignore = {};
  /// Severities that replace a rule's own, by code or name.
  std::vector<std::pair<std::string, Severity>> severity = {};
  LintSettings settings = {};
  /// The variables that exist, besides first-name and custom_[0-9a-z]+. None: they are not known, and V003 finds only a
  /// near miss of first-name.
  std::optional<std::vector<std::string>> variables = std::nullopt;
  std::optional<std::uint64_t> leads = std::nullopt;  ///< how many will receive it (Q005)
  std::size_t max_findings = 10'000;  ///< listed for one document; LintResult::left_out counts the rest
  /// How long the rules that look at every rendering may take for one document. They read the clock every 65,536 steps
  /// (see LintSettings::max_work); X000 reports what they have not checked by then, so results depend on the machine.
  /// None: results are the same everywhere.
  std::optional<std::chrono::milliseconds> deadline = std::nullopt;
  ParseOptions reading = {};  ///< of documents
};

/// One rendering that shows a finding. Rendering these picks gives this text; a variable's value is shown as `⟨name⟩`.
struct Witness {
  std::string text = {};
  std::vector<std::uint32_t> picks = {};  ///< for each variation: the option's index
  struct Fate {
    std::string variable = {};
    bool takes_value = false;  ///< otherwise it takes its fallback
  };
  std::vector<Fate> variables = {};  ///< once each, in order of first use
};

/// Whether a rule has checked every rendering that there is.
enum class Coverage : std::uint8_t { kExact, kPartial };

/// Another place that a finding involves.
struct RelatedPlace {
  std::string message = {};  ///< what it is: "the same option"
  std::string pointer = {};
  Range range = {};
};

/// What one rule found at one place.
struct Finding {
  std::string_view code = {};
  std::string_view name = {};
  Severity severity = Severity::kWarning;
  std::string message = {};  ///< one sentence: what is wrong; what to do
  std::string setting = {};  ///< of D001: the limit that would help; see Error::setting
  std::string pointer = {};  ///< JSON Pointer (RFC 6901) of the place
  Range range = {};          ///< in the document; empty, at its start, if a Sequence was linted
  std::optional<std::size_t> step = std::nullopt;     ///< 0-based, in the array of steps
  std::optional<std::size_t> segment = std::nullopt;  ///< 0-based, in its message
  std::optional<Witness> witness = std::nullopt;      ///< of a rule that looks at every rendering
  Coverage coverage = Coverage::kExact;
  std::vector<RelatedPlace> related = {};
  FixKind fix = FixKind::kNone;  ///< what kind of fix there is
  /// 16 hexadecimal digits: a hash of the rule, the offending text, its neighbours and an ordinal among equals. The
  /// same after edits elsewhere, and on every machine.
  std::string fingerprint = {};
};

/// What a linter found in one sequence or document.
struct SEGUE_EXPORT LintResult {
  std::vector<Finding> findings = {};     ///< sorted by position, then code
  std::array<std::size_t, 3> left_out{};  ///< further findings, beyond LintOptions::max_findings, by severity
  bool values_as_words = false;  ///< values were checked as ordinary words, since the leads are not known
  bool readable = true;          ///< false: errors kept part of the document from being checked

  /// How many findings have that severity, including those left out.
  [[nodiscard]] std::size_t count(Severity severity) const;
};

/// A selection of rules with their settings, made once and used for any number of sequences.
class SEGUE_EXPORT Linter {
 public:
  /// Refuses (code unknown-rule) an unknown rule, with the one that was probably meant, and D001 to D004 in `ignore`;
  /// and (code setting) a forbidden pattern that is not RE2 syntax.
  static Result<Linter> make(LintOptions options = {});

  Linter(Linter&&) noexcept;
  Linter& operator=(Linter&&) noexcept;
  ~Linter();

  /// The findings of a sequence. They have pointers and no ranges.
  [[nodiscard]] LintResult lint(const Sequence& sequence) const;

  /// Reads a document as parse_document() does, and lints it. Its errors are findings of family D; the other rules skip
  /// a step that has one. Findings have their ranges in `bytes`.
  [[nodiscard]] LintResult lint_document(std::string_view bytes) const;

  struct Selection;  ///< of the engine

 private:
  explicit Linter(std::unique_ptr<const Selection> selection);
  std::unique_ptr<const Selection> selection_;
};

}  // namespace segue
