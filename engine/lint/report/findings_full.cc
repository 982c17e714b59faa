// findings_full.cc: one paragraph per finding: the place in its line, what a lead would see, what to do.

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "display/display.h"
#include "display/paragraph.h"
#include "lint/report/findings.h"

namespace segue::lint {
namespace {

display::Tone tone_of(Severity severity) {
  switch (severity) {
    case Severity::kInformation:
      return display::Tone::kMark;
    case Severity::kWarning:
      return display::Tone::kWarning;
    case Severity::kError:
      break;
  }
  return display::Tone::kError;
}

/// "a lead without first-name receives "Hi , saw your talk.""
std::string witness_sentence(const Witness& witness) {
  std::vector<std::string> missing;
  for (const Witness::Fate& fate : witness.variables) {
    if (!fate.takes_value) missing.push_back(display::elided(fate.variable, 40));
  }
  constexpr std::size_t kMaxNamed = 3;
  std::string who = "some lead";
  if (!missing.empty()) {
    const std::size_t named = std::min(missing.size(), kMaxNamed);
    who = "a lead without ";
    for (std::size_t i = 0; i < named; ++i)
      who += (i == 0 ? "" : i + 1 == missing.size() ? " and " : ", ") + missing[i];
    if (missing.size() > named) who += fmt::format(" and {} more", missing.size() - named);
  }
  constexpr std::size_t kMaxTextWidth = 200;
  return fmt::format("{} receives {}", who, display::quoted(witness.text, kMaxTextWidth));
}

class FullFindings final : public FindingsReport {
 public:
  explicit FullFindings(const ReportStyle& style) : terminal_{.width = style.width, .colour = style.colour} {}

  [[nodiscard]] std::string end(const LintTotals& totals) const override { return summary_of(totals) + '\n'; }

 private:
  [[nodiscard]] std::string findings(const LintedFile& file, bool /*is_first*/) const override {
    std::string text;
    for (const Finding& finding : file.result.findings) {
      text += display::format_paragraph(paragraph(finding, file), terminal_) + '\n';
    }
    return text;
  }

  static display::Paragraph paragraph(const Finding& finding, const LintedFile& file) {
    display::Paragraph paragraph = {.file = file.name,
                                    .source = file.source,
                                    .range = finding.range,
                                    .level = severity_name(finding.severity),
                                    .tone = tone_of(finding.severity),
                                    .code = finding.code,
                                    .name = finding.name,
                                    .message = finding.message,
                                    .pointer = finding.pointer};
    if (finding.witness) paragraph.more.push_back(witness_sentence(*finding.witness));
    for (const RelatedPlace& related : finding.related) {
      const Position& place = related.range.begin;
      paragraph.more.push_back(
          fmt::format("{}: line {}, column {}", display::shown(related.message), place.line, place.column));
    }
    if (finding.coverage == Coverage::kPartial) paragraph.more.emplace_back("not every rendering could be checked");
    return paragraph;
  }

  display::Terminal terminal_;
};

}  // namespace

std::unique_ptr<FindingsReport> full_findings(const ReportStyle& style) {
  return std::make_unique<FullFindings>(style);
}

}  // namespace segue::lint
