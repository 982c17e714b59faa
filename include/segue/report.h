// report.h: findings, formatted for people and programs.
//
//   const auto report = segue::FindingsReport::make(segue::FindingsFormat::kFull, {.width = 80});
//   segue::LintTotals totals;
//   std::string text = report->begin();
//   for (const Document& document : documents) {
//     const segue::LintResult result = linter->lint_document(document.bytes);
//     text += report->file({document.name, document.bytes, result}, totals);
//   }
//   text += report->end(totals);
//
// Formats: `full`, an excerpt with the place marked and what to do; `concise`, one line for each finding; `json`.
//
// Ownership: arguments are borrowed for the call; the returned text is the caller's.
// Threads: a report is immutable; the caller keeps the totals.
// Limits: none. Control characters in names, documents and findings are written as visible escapes.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "segue/export.h"
#include "segue/lint.h"

namespace segue {

enum class FindingsFormat : std::uint8_t {
  kFull,
  kConcise,  ///< file:line:col: code message
  kJson,     ///< {"schema_version":1,"findings":[…],"summary":{…}}
};

struct ReportStyle {
  std::size_t width = 100;  ///< columns after which lines are broken
  bool colour = false;      ///< whether escape sequences for colours are written
};

/// One document and what was found in it.
struct LintedFile {
  std::string_view name = {};
  std::string_view source = {};
  const LintResult& result;
};

/// What was found in all files so far.
struct LintTotals {
  std::size_t files = 0;
  std::size_t unreadable_files = 0;       ///< counted by the caller, and not among `files`
  std::array<std::size_t, 3> findings{};  ///< by severity, including those left out
  std::size_t left_out = 0;               ///< of these, how many are not listed
  bool values_as_words = false;           ///< see LintResult
  std::string only_file = {};             ///< the file's name, if there is only one
};

/// "2 findings (1 error, 1 warning) in spring.json"
[[nodiscard]] SEGUE_EXPORT std::string summary_of(const LintTotals& totals);

class SEGUE_EXPORT FindingsReport {
 public:
  static std::unique_ptr<FindingsReport> make(FindingsFormat format, const ReportStyle& style = {});

  virtual ~FindingsReport();

  /// What comes before the first file.
  [[nodiscard]] virtual std::string begin() const;
  /// One file's findings; adds them to `totals`. Call it in the order of the files.
  [[nodiscard]] std::string file(const LintedFile& file, LintTotals& totals) const;
  /// What comes after the last file.
  [[nodiscard]] virtual std::string end(const LintTotals& totals) const;

 protected:
  /// The findings; `is_first`: none were listed before them.
  [[nodiscard]] virtual std::string findings(const LintedFile& file, bool is_first) const = 0;
};

}  // namespace segue
