// findings_concise.cc: one line per finding, for editors and grep.

#include <fmt/format.h>

#include "display/display.h"
#include "lint/report/findings.h"

namespace segue::lint {
namespace {

class ConciseFindings final : public FindingsReport {
  [[nodiscard]] std::string findings(const LintedFile& file, bool /*is_first*/) const override {
    const std::string name = display::shown(file.name);
    std::string text;
    for (const Finding& finding : file.result.findings) {
      const Position& place = finding.range.begin;
      text += fmt::format("{}:{}:{}: {} {}\n", name, place.line, place.column, finding.code,
                          display::shown(finding.message));
    }
    return text;
  }
};

}  // namespace

std::unique_ptr<FindingsReport> concise_findings() {
  return std::make_unique<ConciseFindings>();
}

}  // namespace segue::lint
