// The library README's example of rendering messages, compiled and run.

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "segue/sequence.h"

// [readme]
#include <segue/template.h>

/// What one person receives, a line each: the day, then the text.
std::vector<std::string> conversation(const segue::Sequence& campaign, const std::vector<segue::NamedValue>& person,
                                      std::string_view id) {
  const auto messages = segue::compile_all(campaign, {});  // values by name need no columns
  if (!messages) return {to_string(messages.error())};

  std::vector<std::string> lines;
  for (const segue::CompiledMessage& message : *messages) {
    std::string text = "day " + std::to_string(message.after / std::chrono::hours(24)) + ": ";
    const auto status = message.text.render(person, segue::keyed(segue::parse_seed("spring"), id), text);
    if (status != segue::RenderStatus::kRendered) text += to_string(status);
    lines.push_back(text);
  }
  return lines;
}
// [/readme]

TEST_CASE("the library README's example renders every message with its day") {
  const auto campaign = segue::parse_sequence(R"([
    {"type":"message","data":{"segments":[{"type":"static","text":"Hi "},{"type":"variable","name":"first-name"}]}},
    {"type":"delay","data":{"delaySeconds":259200}},
    {"type":"message","data":{"segments":[{"type":"static","text":"Still hiring?"}]}}])");
  REQUIRE(campaign);
  CHECK(conversation(*campaign, {{"First Name", "Anna"}}, "1") ==
        std::vector<std::string>{"day 0: Hi Anna", "day 3: Still hiring?"});
  CHECK(conversation(*campaign, {}, "1") == std::vector<std::string>{"day 0: unresolved", "day 3: Still hiring?"});
  segue::Sequence broken = *campaign;
  std::get<segue::Message>(broken.steps[2].action).segments = {{.content = segue::Variation{}}};
  CHECK(conversation(broken, {}, "1")[0].starts_with("S004 empty-variation at /2/data/segments/0/options: expected"));
}
