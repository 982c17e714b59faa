// document.cc: see document.h.

#include "cli/document.h"

#include <utility>

#include <fmt/format.h>

#include "cli/files.h"
#include "cli/output/errors.h"

namespace segue::cli {

std::optional<Document> load_document(const std::string& path, const Settings& settings, Console& console) {
  // One byte more than the limit, so that the parser sees that the document is too large.
  auto bytes = read_file(path, settings.limits.document + 1);
  if (!bytes) {
    console.fail(bytes.errors());
    return std::nullopt;
  }
  Document document{.name = name_of(path), .bytes = *std::move(bytes)};
  if (document.bytes.empty()) {
    console.problem(fmt::format("{} is empty; expected a sequence as JSON", document.name));
    return std::nullopt;
  }
  auto sequence = parse_document(document.bytes, {.limits = settings.limits});
  if (!sequence) {
    std::vector<Error> errors = sequence.errors();
    for (Error& error : errors) error.message = with_flag(error);
    console.note(document_errors(errors, document.name, document.bytes, console.err()));
    return std::nullopt;
  }
  document.sequence = *std::move(sequence);
  return document;
}

LintResult errors_in(const Document& document, const Settings& settings) {
  LintOptions options;
  options.ignore = {"empty-variation"};  // the renderer reports it
  options.settings = settings.lint;
  options.reading.limits = settings.limits;
  const auto linter = Linter::make(std::move(options));
  if (!linter) return {};
  LintResult result = linter->lint_document(document.bytes);
  std::erase_if(result.findings, [](const Finding& finding) { return finding.severity != Severity::kError; });
  return result;
}

int fail_document(const Document& document, const std::vector<Error>& errors, Console& console) {
  for (const Error& error : errors) {
    if (error.pointer.empty()) {
      console.problem(with_flag(error));
    } else {
      console.problem(
          fmt::format("{}: {} {}: {}\nat {}", document.name, error.code, error.name, with_flag(error), error.pointer));
    }
  }
  return kNotDone;
}

}  // namespace segue::cli
