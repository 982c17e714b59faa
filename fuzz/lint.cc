// Any bytes into the linter: findings whose ranges lie inside the source, in order, linear in number; the same ones the
// second time, and from the model. Golden cases of rules are their seeds: of those each document is linted by itself.

#include "segue/lint.h"

#include <cstdint>
#include <string>
#include <string_view>

#include "reference/lint_case.h"
#include "require.h"
#include "segue/report.h"
#include "segue/sequence.h"

namespace {

using namespace segue;

bool is_inside(const Range& range, std::string_view bytes) {
  return range.begin.offset <= range.end.offset && range.end.offset <= bytes.size() && range.begin.line >= 1 &&
         range.begin.column >= 1 && range.begin.line <= range.end.line;
}

void check_finding(const Finding& finding, std::string_view bytes) {
  require(is_inside(finding.range, bytes), "a range lies inside the source");
  require(finding.pointer.empty() || finding.pointer.front() == '/', "a pointer is one");
  require(find_lint_rule(finding.code) == find_lint_rule(finding.name), "code and name are of one rule");
  require(!finding.message.empty() && finding.message.find('\n') == std::string::npos, "a message is one line");
  require(finding.fingerprint.size() == 16, "a fingerprint has 16 digits");
  for (const RelatedPlace& related : finding.related) require(is_inside(related.range, bytes), "related places, too");
}

bool same(const Finding& left, const Finding& right) {
  return left.code == right.code && left.severity == right.severity && left.message == right.message &&
         left.pointer == right.pointer && left.fingerprint == right.fingerprint && left.step == right.step &&
         left.segment == right.segment;
}

void check_document(std::string_view bytes, const LintOptions& options) {
  const auto linter = Linter::make(options);
  if (!linter) {  // such as a pattern that is none
    require(!linter.errors().front().message.empty(), "bad options are told of");
    return;
  }
  const LintResult result = linter->lint_document(bytes);
  const LintResult again = linter->lint_document(bytes);
  require(result.findings.size() == again.findings.size() && result.left_out == again.left_out, "as many again");
  require(result.findings.size() <= options.max_findings, "the limit holds");
  const Finding* before = nullptr;
  for (std::size_t i = 0; i < result.findings.size(); ++i) {
    const Finding& finding = result.findings[i];
    check_finding(finding, bytes);
    require(same(finding, again.findings[i]), "linting twice gives the same");
    if (before != nullptr) {
      require(
          std::pair(before->range.begin.offset, before->code) <= std::pair(finding.range.begin.offset, finding.code),
          "in order");
    }
    before = &finding;
  }
  std::size_t all = 0;
  for (const Severity severity : {Severity::kInformation, Severity::kWarning, Severity::kError})
    all += result.count(severity);
  // No rule says more than one thing of a place, and a place takes some bytes.
  require(all <= (bytes.size() + 1) * lint_rules().size(), "findings grow with the document");

  const auto sequence = parse_document(bytes, options.reading);
  require(static_cast<bool>(sequence) == result.readable, "readable is what can be parsed");
  if (sequence && result.left_out == std::array<std::size_t, 3>{}) {
    require(linter->lint(*sequence).findings.size() == result.findings.size(), "the model has as many findings");
  }

  LintTotals totals;
  for (const FindingsFormat format : {FindingsFormat::kFull, FindingsFormat::kConcise, FindingsFormat::kJson}) {
    const std::string text = FindingsReport::make(format)->file({"fuzz", bytes, result}, totals);
    for (const char byte : text)
      require(static_cast<unsigned char>(byte) >= 0x20 || byte == '\n', "no control is shown");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // A copy of the very size, so that a read behind it is seen.
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const std::vector<std::string> everything = {"default", "low-variety"};
  const reference::LintCaseFile file = reference::read_lint_cases(bytes);
  for (const reference::LintCase& one : file.cases) {
    LintOptions options = reference::options_of(one);
    options.select = everything;
    check_document(one.document, options);
  }
  if (file.cases.empty()) {
    LintOptions options;
    options.select = everything;
    options.max_findings = 300;
    check_document(bytes, options);
  }
  return 0;
}
