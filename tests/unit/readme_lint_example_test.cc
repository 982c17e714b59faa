// The README's example of the linter, compiled and run.

#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

// [readme]
#include <segue/lint.h>

/// What a reviewer should know of a campaign before it goes out, a line each; the worst is an error.
std::vector<std::string> remarks(std::string_view campaign, const std::vector<std::string>& columns) {
  const auto linter = segue::Linter::make({.ignore = {"leading-delay"},
                                           .severity = {{"V003", segue::Severity::kError}},
                                           .settings = {.max_delay = std::chrono::days(14)},
                                           .variables = columns});
  if (!linter) return {linter.errors()[0].message};  // a rule that nobody knows

  std::vector<std::string> lines;
  for (const segue::Finding& finding : linter->lint_document(campaign).findings) {
    lines.push_back(std::to_string(finding.range.begin.line) + ": " + std::string(finding.code) + " " +
                    finding.message);
  }
  return lines;
}
// [/readme]

TEST_CASE("the README's example of the linter does what it says") {
  constexpr std::string_view kCampaign = R"([
  { "type": "message", "data": { "segments": [
    { "type": "static", "text": "Hi " }, { "type": "variable", "name": "compnay", "fallback": "there" } ] } },
  { "type": "delay", "data": { "delaySeconds": 1296000, "unit": "days" } },
  { "type": "message", "data": { "segments": [{ "type": "static", "text": "Hi again" }] } }
])";
  CHECK(
      remarks(kCampaign, {"company"}) ==
      std::vector<std::string>{
          "3: V003 message 1, segment 2 asks for \"compnay\", which is not a known variable; did you mean \"company\"?",
          "4: T001 step 2 waits 15 days, more than the 14 days of max-delay; shorten it (one day is 86400 seconds), or "
          "raise the limit with max-delay=15d"});
}
