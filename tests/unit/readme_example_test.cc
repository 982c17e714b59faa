// The README's example of the library, compiled and run.

#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

struct Person {
  std::string id, first_name, company;
};

// [readme]
#include <segue/sequence.h>
#include <segue/template.h>

/// The first message of a campaign for every person.
std::vector<std::string> first_messages(std::string_view campaign, const std::vector<Person>& people) {
  const auto sequence = segue::parse_sequence(campaign);
  if (!sequence) return {sequence.error().message};
  const auto first = segue::compile(*sequence, 0, {"first-name", "company"});
  if (!first) return {first.error().message};

  std::vector<std::string> texts;
  for (const Person& person : people) {
    std::string& text = texts.emplace_back();
    const std::string_view values[] = {person.first_name, person.company};
    const auto status = first->render(values, segue::keyed(segue::parse_seed("spring"), person.id), text);
    if (status != segue::RenderStatus::kRendered) text = person.id + ": a value is missing";
  }
  return texts;
}
// [/readme]

TEST_CASE("the README's example greets by name, falls back, and reports errors") {
  const std::string_view campaign = R"({"steps":[{"type":"message","data":{"segments":[
    {"type":"static","text":"Hi "},{"type":"variable","name":"first-name","fallback":"there"},
    {"type":"static","text":" at "},{"type":"variable","name":"company"}]}}]})";
  CHECK(first_messages(campaign, {{"1", " Anna ", "Alder"}, {"2", "", "Basalt"}, {"3", "Carla", " "}}) ==
        std::vector<std::string>{"Hi Anna at Alder", "Hi there at Basalt", "3: a value is missing"});
  CHECK(first_messages(R"({"steps":[{"type":"wait"}]})", {}) ==
        std::vector<std::string>{
            "expected message, delay or like-tweet as a step's \"type\", found the string \"wait\""});
}
