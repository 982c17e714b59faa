// Realistic outreach that must stay silent: tests/golden/ok holds whole sequences as good copywriters of many languages
// write them, right for every combination of options, values and fallbacks. A warning or an error in one of them is a
// false alarm. A file's name begins with its language and says what it shows; information is allowed.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "base/utf8.h"
#include "reference/compare_linters.h"
#include "segue/lint.h"
#include "segue/sequence.h"
#include "unit/files.h"

using namespace segue;

namespace {

struct OutreachFile {
  std::string name;
  std::string bytes;
};

/// All files, sorted by name.
std::vector<OutreachFile> outreach() {
  std::vector<OutreachFile> files;
  const std::filesystem::path folder = "golden/ok";
  for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(SEGUE_TEST_DATA) / folder)) {
    const std::filesystem::path name = entry.path().filename();
    files.push_back({name.string(), read_file(folder / name)});
  }
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return files;
}

/// A finding as the reader of a failed test needs it.
std::string shown(const Finding& finding) {
  std::string text = std::string(finding.code) + " " + std::string(severity_name(finding.severity)) + " " +
                     finding.pointer + ": " + finding.message;
  if (finding.witness) text += "\n  in the rendering: " + finding.witness->text;
  return text;
}

/// Letters by which a script is told: enough of each to see that it is there.
struct Script {
  std::string_view name;
  std::uint32_t first;
  std::uint32_t last;
};
constexpr Script kScripts[] = {
    {"Latin", 'a', 'z'},          {"Greek", 0x3b1, 0x3c9},     {"Cyrillic", 0x430, 0x44f},   {"Armenian", 0x561, 0x586},
    {"Hebrew", 0x5d0, 0x5ea},     {"Arabic", 0x620, 0x64a},    {"Devanagari", 0x904, 0x939}, {"Bengali", 0x985, 0x9b9},
    {"Tamil", 0xb85, 0xbb9},      {"Malayalam", 0xd05, 0xd39}, {"Sinhala", 0xd85, 0xdc6},    {"Thai", 0xe01, 0xe2e},
    {"Lao", 0xe81, 0xeae},        {"Burmese", 0x1000, 0x1021}, {"Georgian", 0x10d0, 0x10f0}, {"Khmer", 0x1780, 0x17a2},
    {"Hiragana", 0x3041, 0x3096}, {"Han", 0x4e00, 0x9fff},     {"Hangul", 0xac00, 0xd7a3},
};

}  // namespace

TEST_CASE("realistic outreach sets off no warning and no error, in whatever language") {
  const auto linter = Linter::make();
  REQUIRE(linter);
  for (const OutreachFile& file : outreach()) {
    CAPTURE(file.name);
    CHECK(parse_document(file.bytes));
    const LintResult result = linter->lint_document(file.bytes);
    CHECK(result.readable);
    for (const Finding& finding : result.findings) {
      if (finding.severity >= Severity::kWarning) FAIL_CHECK(file.name << ": " << shown(finding));
    }
    CHECK(result.left_out == std::array<std::size_t, 3>{});
  }
}

TEST_CASE("looking at each rendering of it finds the same") {
  constexpr std::size_t kMostRenderings = 5'000;
  for (const OutreachFile& file : outreach()) {
    CAPTURE(file.name);
    const auto sequence = parse_document(file.bytes);
    REQUIRE(sequence);
    CHECK(reference::disagreement(*sequence, {}, kMostRenderings) == "");
  }
}

TEST_CASE("the outreach speaks many languages, in many scripts") {
  std::set<std::string> languages;
  std::set<std::string_view> scripts;
  const std::vector<OutreachFile> files = outreach();
  for (const OutreachFile& file : files) {
    CAPTURE(file.name);
    CHECK(file.name.ends_with(".json"));
    languages.insert(file.name.substr(0, file.name.find('-')));
    for (std::size_t at = 0; at < file.bytes.size();) {
      const utf8::CodePoint point = utf8::decode(file.bytes, at);
      at += point.size;
      for (const Script& script : kScripts) {
        if (point.value >= script.first && point.value <= script.last) scripts.insert(script.name);
      }
    }
  }
  CHECK(files.size() >= 30);
  CHECK(languages.size() >= 20);
  CHECK(scripts.size() >= 12);
}
