// The README's library example, compiled and run.

#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

// [readme]
#include <segue/pick.h>
#include <segue/sequence.h>
#include <segue/template.h>

struct Person {
  std::string id, first_name, company;
};

/// The first message of a campaign for every person, or everything that is wrong with the campaign.
std::vector<std::string> first_messages(std::string_view campaign, const std::vector<Person>& people) {
  std::vector<std::string> texts;
  const auto sequence = segue::parse_sequence(campaign);  // every error at once, each with its place
  if (!sequence) {
    for (const segue::Error& error : sequence.errors()) texts.push_back(error.pointer + ": " + error.message);
    return texts;
  }
  const auto first = segue::compile(*sequence->messages().at(0), {"first-name", "company"});
  if (!first) return {first.errors()[0].message};

  const auto seed = segue::parse_seed("spring-launch");
  std::string text;
  for (const Person& person : people) {
    text.clear();
    const std::string_view values[] = {person.first_name, person.company};
    const auto status = first->render(values, segue::keyed(seed, person.id), text);
    texts.push_back(status == segue::RenderStatus::kRendered ? text : person.id + ": a value is missing");
  }
  return texts;
}
// [/readme]

TEST_CASE("the README's example greets by name, falls back, and tells what is wrong") {
  const std::string_view campaign = R"({"steps":[{"type":"message","data":{"segments":[
    {"type":"static","text":"Hi "},{"type":"variable","name":"first-name","fallback":"there"},
    {"type":"static","text":" at "},{"type":"variable","name":"company"}]}}]})";
  CHECK(first_messages(campaign, {{"1", " Anna ", "Alder"}, {"2", "", "Basalt"}, {"3", "Carla", " "}}) ==
        std::vector<std::string>{"Hi Anna at Alder", "Hi there at Basalt", "3: a value is missing"});
  CHECK(first_messages(R"({"steps":[{"type":"wait"}]})", {}) ==
        std::vector<std::string>{
            "/steps/0/type: expected message, delay or like-tweet as a step's \"type\", found the string \"wait\""});
}
