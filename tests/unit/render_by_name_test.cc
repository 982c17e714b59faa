// Rendering values that are given by name.

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "segue/pick.h"
#include "segue/template.h"

using namespace segue;

namespace {

Template compiled(std::vector<Segment> segments, Columns columns = {}, const CompileOptions& options = {}) {
  auto text = compile(Message{.segments = std::move(segments)}, columns, options);
  REQUIRE(text);
  return *std::move(text);
}

Segment variable(std::string name, std::optional<std::string> fallback = std::nullopt) {
  return {.content = Variable{std::move(name), std::move(fallback)}};
}

}  // namespace

TEST_CASE("values go to the variables of their names, whatever the columns") {
  const std::vector<Segment> segments = {{.content = Static{"Hi "}},
                                         variable("first-name", "there"),
                                         {.content = Static{" at "}},
                                         variable("company", "work")};
  const std::string_view columns[] = {"company", "first-name"};
  for (const Template& text : {compiled(segments), compiled(segments, columns)}) {
    std::string out;
    CHECK(text.render({{"first-name", " Anna "}, {"company", "Alder"}}, numbered(0), out) == RenderStatus::kRendered);
    CHECK(out == "Hi Anna at Alder");
    out.clear();
    CHECK(text.render({{"company", "Alder"}}, numbered(0), out) == RenderStatus::kRendered);
    CHECK(out == "Hi there at Alder");
    out.clear();
    const std::vector<NamedValue> lead = {{"id", "7"}, {"First Name", "Bo"}};
    CHECK(text.render(lead, numbered(0), out) == RenderStatus::kRendered);
    CHECK(out == "Hi Bo at work");
    CHECK(text.explain(lead, numbered(0)).fallbacks == std::vector<std::string>{"company"});
    CHECK(text.explain({}, numbered(0)).text == "Hi there at work");
  }
}

TEST_CASE("variables whose names are loosely equal take each the value of its own name") {
  const Template text = compiled({variable("first-name"), variable("first_name")});
  std::string out;
  CHECK(text.render({{"first_name", "2"}, {"first-name", "1"}}, numbered(0), out) == RenderStatus::kRendered);
  CHECK(out == "12");
}

TEST_CASE("names that fit a variable equally well are refused") {
  const Template text = compiled({variable("first-name", "x")});
  std::string out = "kept";
  CHECK(text.render({{"First Name", "a"}, {"first_name", "b"}}, numbered(0), out) == RenderStatus::kAmbiguousName);
  CHECK(text.render({{"first-name", "a"}, {"first-name", "b"}}, numbered(0), out) == RenderStatus::kAmbiguousName);
  CHECK(out == "kept");
  CHECK(text.explain({{"First Name", "a"}, {"first_name", "b"}}, numbered(0)).status == RenderStatus::kAmbiguousName);
  CHECK(text.explain({{"First Name", "a"}, {"first_name", "b"}}, numbered(0)).text.empty());
  out.clear();
  CHECK(text.render({{"First Name", "a"}, {"first-name", "b"}}, numbered(0), out) == RenderStatus::kRendered);
  CHECK(out == "b");
}

TEST_CASE("by name a rendering ends as it does by position") {
  const Template fails = compiled({{.content = Static{"Hi "}}, variable("a"), {.content = Variation{{"!", "?"}}}});
  std::string out = "kept";
  CHECK(fails.render({{"a", " "}}, numbered(0), out) == RenderStatus::kUnresolved);
  CHECK(fails.render({{"a", "x"}}, numbered(2), out) == RenderStatus::kPickOutOfRange);
  CHECK(out == "kept");
  CHECK(fails.explain({}, numbered(1)).unresolved == std::vector<std::string>{"a"});
}

TEST_CASE("by name and by position give the same text") {
  std::mt19937 random(3);
  for (int round = 0; round < 2'000; ++round) {
    std::vector<Segment> segments;
    std::vector<std::string> names;
    const std::size_t count = random() % (round % 100 == 0 ? 200 : 6);
    for (std::size_t i = 0; i < count; ++i) {
      const std::string name = "v" + std::to_string(random() % (count + 1));
      segments.push_back(
          variable(name, random() % 2 == 0 ? std::optional<std::string>("(" + name + ")") : std::nullopt));
      if (random() % 3 == 0) segments.push_back({.content = Variation{{"-", "+"}}});
    }
    for (std::size_t i = 0; i <= count; ++i) names.push_back("v" + std::to_string(i));
    std::shuffle(names.begin(), names.end(), random);
    std::vector<std::string> values;
    std::vector<std::string_view> row;
    std::vector<NamedValue> lead;
    for (std::size_t i = 0; i < names.size(); ++i)
      values.push_back(random() % 3 == 0 ? "" : std::to_string(random() % 100));
    for (std::size_t i = 0; i < names.size(); ++i) {
      row.emplace_back(values[i]);
      lead.push_back({names[i], values[i]});
    }
    const auto encoding = static_cast<Encoding>(random() % 3);
    const Template text =
        compiled(segments, names, {.unresolved = static_cast<Unresolved>(random() % 3), .encoding = encoding});
    const Picks picks = keyed(1, std::to_string(random()));
    std::string by_position;
    std::string by_name;
    CHECK(text.render(row, picks, by_position) == text.render(lead, picks, by_name));
    CHECK(by_position == by_name);
    CHECK(text.explain(row, picks).fallbacks == text.explain(lead, picks).fallbacks);
  }
}
