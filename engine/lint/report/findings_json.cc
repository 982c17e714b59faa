// findings_json.cc: findings as one JSON document, for programs.

#include <cstdint>
#include <string>
#include <string_view>

#include "display/json_text.h"
#include "lint/report/findings.h"

namespace segue::lint {
namespace {

void append(std::string& out, const Position& position) {
  display::JsonObject(out)
      .number("offset", position.offset)
      .number("line", position.line)
      .number("column", position.column);
}

void append(std::string& out, const Range& range) {
  display::JsonObject object(out);
  append(object.name("start"), range.begin);
  append(object.name("end"), range.end);
}

void append(std::string& out, const Witness& witness) {
  display::JsonObject object(out);
  object.text("text", witness.text);
  display::append_json_array(object.name("picks"), witness.picks,
                             [&](std::uint32_t pick) { out += std::to_string(pick); });
  display::JsonObject variables(object.name("variables"));
  for (const Witness::Fate& fate : witness.variables) {
    variables.text(fate.variable, fate.takes_value ? "value" : "fallback");
  }
}

void append(std::string& out, const RelatedPlace& related) {
  display::JsonObject object(out);
  object.text("message", related.message).text("pointer", related.pointer);
  append(object.name("range"), related.range);
}

std::string_view safety_of(FixKind fix) {
  return fix == FixKind::kSafe ? "safe" : "unsafe";
}

void append(std::string& out, const Finding& finding, std::string_view file) {
  display::JsonObject object(out);
  object.text("file", file).text("code", finding.code).text("name", finding.name);
  object.text("severity", severity_name(finding.severity)).text("message", finding.message);
  object.text("pointer", finding.pointer);
  append(object.name("range"), finding.range);
  if (finding.step) object.number("step", *finding.step);
  if (finding.segment) object.number("segment", *finding.segment);
  if (finding.witness) append(object.name("witness"), *finding.witness);
  object.text("coverage", finding.coverage == Coverage::kExact ? "exact" : "partial");
  display::append_json_array(object.name("related"), finding.related,
                             [&](const RelatedPlace& place) { append(out, place); });
  if (finding.fix != FixKind::kNone) display::JsonObject(object.name("fix")).text("safety", safety_of(finding.fix));
  object.text("fingerprint", finding.fingerprint);
}

class JsonFindings final : public FindingsReport {
 public:
  [[nodiscard]] std::string begin() const override { return R"({"schema_version":1,"findings":[)"; }

  [[nodiscard]] std::string end(const LintTotals& totals) const override {
    std::string text = "\n],\"summary\":";
    {
      display::JsonObject summary(text);
      summary.number("files", totals.files).number("unreadable_files", totals.unreadable_files);
      summary.number("errors", totals.findings[static_cast<std::size_t>(Severity::kError)]);
      summary.number("warnings", totals.findings[static_cast<std::size_t>(Severity::kWarning)]);
      summary.number("information", totals.findings[static_cast<std::size_t>(Severity::kInformation)]);
      summary.number("left_out", totals.left_out);
      if (totals.values_as_words) summary.text("values", "words");
    }
    return text + "}\n";
  }

 private:
  [[nodiscard]] std::string findings(const LintedFile& file, bool is_first) const override {
    std::string text;
    for (const Finding& finding : file.result.findings) {
      text += is_first && text.empty() ? "\n" : ",\n";
      append(text, finding, file.name);
    }
    return text;
  }
};

}  // namespace

std::unique_ptr<FindingsReport> json_findings() {
  return std::make_unique<JsonFindings>();
}

}  // namespace segue::lint
