// findings.cc: the parts that all formats of findings share; see report.h.

#include "lint/report/findings.h"

#include <numeric>
#include <vector>

#include <fmt/format.h>

#include "base/format_text.h"
#include "display/display.h"

namespace segue {

FindingsReport::~FindingsReport() = default;

std::unique_ptr<FindingsReport> FindingsReport::make(FindingsFormat format, const ReportStyle& style) {
  switch (format) {
    case FindingsFormat::kConcise:
      return lint::concise_findings();
    case FindingsFormat::kJson:
      return lint::json_findings();
    case FindingsFormat::kFull:
      break;
  }
  return lint::full_findings(style);
}

std::string FindingsReport::begin() const {
  return {};
}

std::string FindingsReport::end(const LintTotals& /*totals*/) const {
  return {};
}

std::string FindingsReport::file(const LintedFile& file, LintTotals& totals) const {
  const std::size_t found = std::accumulate(totals.findings.begin(), totals.findings.end(), std::size_t{0});
  std::string text = findings(file, found == totals.left_out);
  ++totals.files;
  totals.only_file = totals.files == 1 ? file.name : std::string_view();
  for (const Severity severity : {Severity::kInformation, Severity::kWarning, Severity::kError}) {
    totals.findings[static_cast<std::size_t>(severity)] += file.result.count(severity);
  }
  totals.values_as_words |= file.result.values_as_words;
  const auto& left_out = file.result.left_out;
  totals.left_out += std::accumulate(left_out.begin(), left_out.end(), std::size_t{0});
  return text;
}

std::string summary_of(const LintTotals& totals) {
  const std::size_t all = std::accumulate(totals.findings.begin(), totals.findings.end(), std::size_t{0});
  std::string text = all == 0 ? "no findings" : counted(all, "finding", "findings");
  if (all > 0) {
    std::vector<std::string> parts;
    const auto part = [&](Severity severity, std::string_view one, std::string_view many) {
      const std::size_t count = totals.findings[static_cast<std::size_t>(severity)];
      if (count > 0) parts.push_back(counted(count, one, many));
    };
    part(Severity::kError, "error", "errors");
    part(Severity::kWarning, "warning", "warnings");
    part(Severity::kInformation, "information", "information");
    text += fmt::format(" ({})", fmt::join(parts, ", "));
  }
  text += " in ";
  text += totals.only_file.empty() ? counted(totals.files, "file", "files") : display::shown(totals.only_file);
  if (totals.values_as_words) text += "; no lead list: every value was checked as an ordinary word";
  if (totals.left_out > 0) text += fmt::format("; {} of them are not listed", grouped(totals.left_out));
  if (totals.unreadable_files > 0) {
    text += fmt::format("; {} could not be read", counted(totals.unreadable_files, "file", "files"));
  }
  return text;
}

}  // namespace segue
