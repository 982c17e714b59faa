// lint.h: what can go wrong with a sequence, found before a lead receives it.
//
//   const auto linter = segue::Linter::make({.settings = {.max_delay = std::chrono::days(14)}});
//   if (!linter) return explain(linter.errors());        // a rule or a level that nobody knows
//   for (const segue::Finding& finding : linter->lint(*sequence).findings) log(finding.code, finding.message);
//
//   // From bytes, findings also know where they stand, and errors of the document are among them.
//   const segue::LintResult result = linter->lint_document(bytes);
//
// A finding is what one rule has to say of one place. Rules have a code and a name, either of which names them
// everywhere: T001 is max-delay. Their letter is the family: D the document, T time, S segments, V variables,
// X every rendering, Q the sequence as a whole.
//
// Ownership: a Linter copies its options; findings own their text and outlive everything. Code and name are of
// the program.
// Threads: a Linter is immutable; any number of threads may lint with it at once. It starts none itself and reads
// no global, locale, clock or environment.
// Limits: `LintOptions::max_findings`, and of documents `LintOptions::reading`. Linear in the size of the document.

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

/// How much a finding matters. Ordered: an error is the greatest.
enum class Severity : std::uint8_t {
  kInformation,  ///< worth knowing
  kWarning,      ///< some lead will probably receive what was not meant
  kError,        ///< it cannot be meant, or cannot be rendered
};

/// "information", "warning", "error"
[[nodiscard]] SEGUE_EXPORT std::string_view severity_name(Severity severity);

/// What can be done about a finding without asking anybody.
enum class FixKind : std::uint8_t {
  kNone,
  kSafe,    ///< every lead receives what it received before
  kUnsafe,  ///< what leads receive changes
};

/// What a rule says of itself. All views are of the program.
struct RuleInfo {
  std::string_view code;                            ///< "T001"
  std::string_view name;                            ///< "max-delay"
  Severity severity = Severity::kWarning;           ///< unless a finding says otherwise
  bool is_optional = false;                         ///< off until it is selected
  std::string_view summary;                         ///< what it finds, in half a sentence
  std::string_view why;                             ///< why that matters, in a sentence or two
  std::string_view bad;                             ///< a document in which it finds something
  std::string_view good;                            ///< the same, mended
  std::span<const std::string_view> settings = {};  ///< names of the settings that it reads
  FixKind fix = FixKind::kNone;
  /// Settings that its examples are read under, as with_setting() takes them: "max-length=80".
  std::span<const std::string_view> example_settings = {};
};

/// All rules, sorted by code.
[[nodiscard]] SEGUE_EXPORT std::span<const RuleInfo> lint_rules();

/// The rule of that code or name; null where there is none.
[[nodiscard]] SEGUE_EXPORT const RuleInfo* find_lint_rule(std::string_view code_or_name);

/// What rules measure by.
struct LintSettings {
  std::chrono::seconds max_delay = std::chrono::days(30);     ///< T001
  std::chrono::seconds min_delay = std::chrono::hours(1);     ///< T002
  std::chrono::seconds max_duration = std::chrono::days(90);  ///< T008
  std::uint64_t max_messages = 5;                             ///< Q003
  std::uint64_t min_renderings = 2;                           ///< Q005
  std::uint64_t max_length = 10'000;                          ///< X006, in code points
  std::uint64_t value_length = 64;                            ///< X006: what a value counts for, in code points
  std::uint64_t suffix_letters = 3;             ///< X007: a run of letters of at most so many is an ending, no word
  std::uint64_t max_states = 256;               ///< X: states of a text rule that are kept after a segment; more: X000
  std::vector<std::string> forbidden_phrases;   ///< X011, optional
  std::vector<std::string> forbidden_patterns;  ///< X012, optional; RE2 syntax
  std::vector<std::string> required_phrases;    ///< X013, optional
  std::vector<std::string> link_shorteners = {
      "bit.ly", "tinyurl.com", "t.co",    "goo.gl",      "ow.ly",     "buff.ly",
      "is.gd",  "rb.gy",       "cutt.ly", "shorturl.at", "rebrand.ly"};  ///< X016
};

/// A setting by the name that the command and configuration use.
struct LintSettingInfo {
  std::string_view name;                                   ///< "max-delay"
  std::string_view says;                                   ///< what it is, in half a sentence
  std::uint64_t LintSettings::*value = nullptr;            ///< of a number
  std::vector<std::string> LintSettings::*list = nullptr;  ///< of a list; written with commas between
  std::chrono::seconds LintSettings::*duration = nullptr;  ///< of a time; written 14d, 36h, 90m, 45s or 2w
};

/// All settings, sorted by name.
[[nodiscard]] SEGUE_EXPORT std::span<const LintSettingInfo> lint_settings();

/// Sets one by its name, from text. Refuses (code setting) a name that there is not, saying which was meant, and a
/// value that is no number or time.
[[nodiscard]] SEGUE_EXPORT Result<LintSettings> with_setting(LintSettings settings, std::string_view name,
                                                             std::string_view value);

/// The settings that a rule's examples are read under: the standard ones, save what the rule says.
[[nodiscard]] SEGUE_EXPORT LintSettings example_settings(const RuleInfo& rule);

struct LintOptions {
  /// Rules to run, by code or name; a letter means all of its family that are not optional, `default` all that are
  /// not. Empty: the same as `default`. D001 to D004 always run: what cannot be read cannot be checked.
  std::vector<std::string> select;
  /// Rules not to run, by code, name or letter, whatever `select` says.
  std::vector<std::string> ignore;
  /// Levels other than a rule's own, by code or name.
  std::vector<std::pair<std::string, Severity>> severity;
  LintSettings settings;
  /// The variables that there are, beside first-name and custom_[0-9a-z]+. None: nobody knows, and only a near miss
  /// of first-name is found (V003).
  std::optional<std::vector<std::string>> variables;
  std::optional<std::uint64_t> leads;  ///< how many will receive it (Q005)
  std::size_t max_findings = 10'000;   ///< of one document; how many more there were is told
  ParseOptions reading;                ///< of documents
};

/// One rendering that shows what a finding speaks of. Rendering these picks gives this text, a value being its
/// variable's name as `⟨name⟩`.
struct Witness {
  std::string text;
  std::vector<std::uint32_t> picks;  ///< per variation: the option's index
  struct Fate {
    std::string variable;
    bool takes_value = false;  ///< else its fallback
  };
  std::vector<Fate> variables;  ///< once each, in order of first use
};

/// Whether a rule looked at every rendering that there is.
enum class Coverage : std::uint8_t { kExact, kPartial };

/// Another place that a finding has to do with.
struct RelatedPlace {
  std::string message;  ///< what it is: "the same option"
  std::string pointer;
  Range range;
};

/// What one rule found at one place.
struct Finding {
  std::string_view code;
  std::string_view name;
  Severity severity = Severity::kWarning;
  std::string message;                 ///< one sentence: what it is; what to do
  std::string setting;                 ///< of D001: the limit that would help; see Error::setting
  std::string pointer;                 ///< JSON Pointer (RFC 6901) of the place
  Range range;                         ///< where in the document; all zero-width at the start where there are no bytes
  std::optional<std::size_t> step;     ///< 0-based, in the array of steps
  std::optional<std::size_t> segment;  ///< 0-based, in its message
  std::optional<Witness> witness;      ///< of a rule that speaks of renderings
  Coverage coverage = Coverage::kExact;
  std::vector<RelatedPlace> related;
  FixKind fix = FixKind::kNone;  ///< what kind of fix there is
  /// 16 hexadecimal digits of rule, offending text, its neighbours and an ordinal among equals; the same after
  /// edits elsewhere, and on every machine.
  std::string fingerprint;
};

/// What a linter has to say of one sequence.
struct SEGUE_EXPORT LintResult {
  std::vector<Finding> findings;          ///< sorted by position, then code
  std::array<std::size_t, 3> left_out{};  ///< further ones, beyond LintOptions::max_findings, by severity
  bool values_as_words = false;           ///< text rules took the values of variables for words, knowing no leads
  bool readable = true;                   ///< false: errors kept a part of the document from being checked

  /// How many there are of that severity, those left out included.
  [[nodiscard]] std::size_t count(Severity severity) const;
};

/// A selection of rules with their settings, made once and used for any number of sequences.
class SEGUE_EXPORT Linter {
 public:
  /// Refuses (code unknown-rule) a rule that there is not, saying which was meant, and D001 to D004 being ignored; and
  /// (code setting) a forbidden pattern that RE2 does not know.
  static Result<Linter> make(LintOptions options = {});

  Linter(Linter&&) noexcept;
  Linter& operator=(Linter&&) noexcept;
  ~Linter();

  /// What there is to say of a sequence. Findings have pointers and no ranges.
  [[nodiscard]] LintResult lint(const Sequence& sequence) const;

  /// Reads a document as parse_document() does and lints what there is of it; a step in which reading found an error
  /// is left alone by the other rules. Findings have their ranges in `bytes`.
  [[nodiscard]] LintResult lint_document(std::string_view bytes) const;

  struct Selection;  ///< of the engine

 private:
  explicit Linter(std::unique_ptr<const Selection> selection);
  std::unique_ptr<const Selection> selection_;
};

}  // namespace segue
