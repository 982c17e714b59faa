#include "segue/report.h"
#include "service/endpoints.h"

namespace segue::service {

Response lint_document(const Linter& linter, std::string_view body) {
  const LintResult result = linter.lint_document(body);
  if (!result.readable) {
    if (auto refusal = no_json(body)) return *std::move(refusal);
  }
  const auto report = FindingsReport::make(FindingsFormat::kJson);
  LintTotals totals;
  Response response;
  response.body = report->begin();
  response.body += report->file({.name = "sequence", .source = body, .result = result}, totals);
  response.body += report->end(totals);
  return response;
}

}  // namespace segue::service
