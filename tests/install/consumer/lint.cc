// lint.cc: a program that has a sequence linted and prints what was found.

#include <cstdio>
#include <string>
#include <string_view>

#include <segue/lint.h>
#include <segue/report.h>

int main() {
  constexpr std::string_view kBytes = R"([{"type": "variation", "options": ["Hey", "Hey"]}])";
  const segue::Result<segue::Linter> linter = segue::Linter::make();
  if (!linter) {
    std::fprintf(stderr, "%s\n", linter.errors()[0].message.c_str());
    return 1;
  }
  const segue::LintResult result = linter->lint_document(kBytes);
  const auto report = segue::FindingsReport::make(segue::FindingsFormat::kFull);
  segue::LintTotals totals;
  if (report->file({"spring.json", kBytes, result}, totals).empty()) return 1;
  std::printf("%s\n", segue::summary_of(totals).c_str());
  return 0;
}
