// What compile() makes of a message or a sequence before anything is rendered.

#include <chrono>
#include <span>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "segue/pick.h"
#include "segue/sequence.h"
#include "segue/template.h"

using namespace segue;
using std::chrono::seconds;

namespace {

Sequence of_messages(std::vector<std::vector<Segment>> messages) {
  Sequence sequence;
  for (std::vector<Segment>& segments : messages) {
    sequence.steps.push_back({.action = Message{.segments = std::move(segments)}});
    sequence.steps.push_back({.action = Delay{.duration = seconds(60)}});
  }
  return sequence;
}

std::string rendered(const Template& text, std::vector<std::string_view> values, const Picks& picks = numbered(0)) {
  std::string out;
  REQUIRE(text.render(values, picks, out) == RenderStatus::kRendered);
  return out;
}

std::vector<std::string> texts(std::span<const std::string> all) {
  return {all.begin(), all.end()};
}

}  // namespace

TEST_CASE("each message of a sequence has the picks of its own index") {
  const Variation options{{"a", "b", "c", "d", "e", "f", "g", "h"}};
  const Sequence sequence = of_messages({{{.content = options}}, {{.content = options}}});
  const auto all = compile_all(sequence, {});
  REQUIRE(all);
  int different = 0;
  for (int lead = 0; lead < 100; ++lead) {
    const Picks picks = keyed(7, std::to_string(lead));
    for (std::uint32_t i = 0; i < 2; ++i) {
      const auto by_hand = compile(*sequence.messages()[i], {}, {.message_index = i});
      const std::string text = rendered(*by_hand, {}, picks);
      CHECK(rendered(*compile(sequence, i, {}), {}, picks) == text);
      CHECK(rendered((*all)[i].text, {}, picks) == text);
    }
    different += rendered((*all)[0].text, {}, picks) != rendered((*all)[1].text, {}, picks);
  }
  CHECK(different > 50);
}

TEST_CASE("the index of a sequence's message is not the option's to change") {
  const Sequence sequence = of_messages({{}, {{.content = Variation{{"a", "b", "c", "d", "e", "f"}}}}});
  for (int lead = 0; lead < 50; ++lead) {
    const Picks picks = keyed(7, std::to_string(lead));
    const std::string text = rendered(*compile(sequence, 1, {}), {}, picks);
    CHECK(rendered(*compile(sequence, 1, {}, {.message_index = 9}), {}, picks) == text);
    CHECK(rendered(compile_all(sequence, {}, {.message_index = 9})->at(1).text, {}, picks) == text);
  }
}

TEST_CASE("all messages are compiled with their step, index and time") {
  Sequence sequence;
  sequence.steps = {{.action = Delay{.duration = seconds(5)}},
                    {.action = Message{.segments = {{.content = Static{"one"}}}}},
                    {.action = Like{}},
                    {.action = Delay{.duration = seconds(86'400)}},
                    {.action = Message{.segments = {{.content = Static{"two"}}}}}};
  const auto all = compile_all(sequence, {});
  REQUIRE(all);
  REQUIRE(all->size() == 2);
  CHECK(all->at(0).step == 1);
  CHECK(all->at(0).message_index == 0);
  CHECK(all->at(0).after == seconds(5));
  CHECK(rendered(all->at(0).text, {}) == "one");
  CHECK(all->at(1).step == 4);
  CHECK(all->at(1).message_index == 1);
  CHECK(all->at(1).after == seconds(86'405));
  CHECK(rendered(all->at(1).text, {}) == "two");
}

TEST_CASE("an index that no message has is refused") {
  const Sequence sequence = of_messages({{}, {}});
  for (const std::size_t index : {std::size_t{2}, ~std::size_t{0}}) {
    const auto refused = compile(sequence, index, {});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == "no-message");
    CHECK(refused.error().message.find("below 2") != std::string::npos);
  }
  CHECK(compile(Sequence{}, 0, {}).error().code == "no-message");
}

TEST_CASE("errors of a sequence's messages have their place in the document") {
  Sequence sequence =
      of_messages({{{.content = Variation{}}}, {{.content = Static{}}, {.content = Variable{"a", "x"}}}});
  const std::string_view columns[] = {"A", "a-"};
  const auto pointers = [&] {
    std::vector<std::string> all;
    for (const Error& error : compile_all(sequence, columns).errors()) all.push_back(error.code + ' ' + error.pointer);
    return all;
  };
  CHECK(pointers() == std::vector<std::string>{"S004 /steps/0/data/segments/0/options",
                                               "duplicate-column /steps/2/data/segments/1/name"});
  CHECK(compile(sequence, 1, columns).error().pointer == "/steps/2/data/segments/1/name");
  sequence.shape = Shape::kCampaign;
  CHECK(pointers()[0] == "S004 /sequence/steps/0/data/segments/0/options");
  sequence.shape = Shape::kSteps;
  CHECK(pointers()[0] == "S004 /0/data/segments/0/options");
  sequence.shape = Shape::kSegments;  // of several steps, so that it is written as an array of steps
  CHECK(pointers()[0] == "S004 /0/data/segments/0/options");
  sequence.steps.resize(1);
  CHECK(pointers()[0] == "S004 /0/options");
}

TEST_CASE("delays that add up to more than a document can say are refused") {
  Sequence sequence = of_messages({{}, {}, {}});
  std::get<Delay>(sequence.steps[1].action).duration = seconds(std::int64_t{1} << 53);
  const auto refused = compile_all(sequence, {});
  REQUIRE(refused.errors().size() == 1);
  CHECK(refused.error().code == "D002");
  CHECK(refused.error().pointer == "/steps/3/data/delaySeconds");
  std::get<Delay>(sequence.steps[3].action).duration = seconds(0);
  std::get<Delay>(sequence.steps[5].action).duration = seconds(0);
  REQUIRE(compile_all(sequence, {}));
  CHECK(compile_all(sequence, {})->back().after == seconds(std::int64_t{1} << 53));
}

// --- columns ---

TEST_CASE("columns are any list of names") {
  const Message message{.segments = {{.content = Variable{"b", "none"}}}};
  const std::vector<std::string> strings = {"a", "b"};
  const std::vector<std::string_view> views = {"a", "b"};
  const std::string_view array[] = {"a", "b"};
  const std::string string_array[] = {"a", "b"};
  for (const auto& text :
       {compile(message, {"a", "b"}), compile(message, strings), compile(message, views), compile(message, array),
        compile(message, string_array), compile(message, std::span(strings)), compile(message, std::span(array)),
        compile(message, {std::string("a"), "b"}, {.trim = false})}) {
    REQUIRE(text);
    CHECK(rendered(*text, {"1", "2"}) == "2");
    CHECK(texts(text->columns()) == strings);
  }
  CHECK(rendered(*compile(message, {}), {"1", "2"}) == "none");
  CHECK(compile(message, {})->columns().empty());
}

TEST_CASE("a variable takes the column of its own name, else the one that is loosely equal") {
  const auto column = [](std::string variable, std::vector<std::string> columns) {
    const auto text = compile(Message{.segments = {{.content = Variable{std::move(variable), "none"}}}}, columns);
    REQUIRE(text);
    return text->variable_columns()[0];
  };
  CHECK(column("first-name", {"id", "First Name"}) == 1);
  CHECK(column("first-name", {"FIRST_NAME", "first-name"}) == 1);
  CHECK(column("first-name", {"firstname"}) == 0);
  CHECK(column("first-name", {"first-names", "first.name"}) == Template::kNoColumn);
  CHECK(column("-", {"_", " "}) == Template::kNoColumn);
}

TEST_CASE("two columns that fit a variable equally well are refused, and named") {
  const auto refused =
      compile(Message{.segments = {{.content = Variable{"first-name", "x"}}}}, {"id", "First Name", "first_name"});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == "duplicate-column");
  CHECK(refused.error().message.find("\"First Name\"") != std::string::npos);
  CHECK(refused.error().message.find("\"first_name\"") != std::string::npos);
}

// --- options ---

TEST_CASE("a template gives the options of its variations as they were written") {
  const std::vector<std::string> options = {"a, b", "say \"hi\"", "", "plain", "line\nbreak"};
  for (const Encoding encoding : {Encoding::kPlain, Encoding::kJson, Encoding::kCsv}) {
    const auto text = compile(
        Message{.segments = {{.content = Variation{{"x"}}}, {.content = Static{","}}, {.content = Variation{options}}}},
        {}, {.encoding = encoding});
    REQUIRE(text);
    CHECK(text->options(0) == std::vector<std::string_view>{"x"});
    CHECK(text->options(1) == std::vector<std::string_view>(options.begin(), options.end()));
    CHECK(text->options(2).empty());
  }
}

// --- cost ---
// There is no clock in these: whoever makes compiling quadratic will wait.

TEST_CASE("a message of many variables is compiled against as many columns in one walk") {
  constexpr int kMany = 200'000;
  Message message;
  std::vector<std::string> exact;
  std::vector<std::string> loose;
  for (int i = 0; i < kMany; ++i) {
    const std::string number = std::to_string(i);
    message.segments.push_back({.content = Variable{"k-" + number, "x"}});
    exact.push_back("k-" + number);
    loose.push_back("K " + number);
  }
  for (const auto& columns : {exact, loose}) {
    const auto text = compile(message, columns);
    REQUIRE(text);
    CHECK(text->variable_columns()[kMany - 1] == kMany - 1);
  }
  std::vector<NamedValue> lead;
  for (const std::string& name : loose) lead.push_back({name, "y"});
  std::string text;
  CHECK(compile(message, {})->render(lead, numbered(0), text) == RenderStatus::kRendered);
  CHECK(text == std::string(kMany, 'y'));
}

TEST_CASE("many messages are compiled against as many columns in one walk") {
  constexpr int kMany = 40'000;
  Sequence sequence;
  for (int i = 0; i < kMany; ++i) {
    sequence.steps.push_back(
        {.action = Message{.segments = {{.content = Variable{"k" + std::to_string(i), std::nullopt}}}}});
  }
  const auto all = compile_all(sequence, sequence.variables());
  REQUIRE(all);
  CHECK(all->back().text.variable_columns()[0] == kMany - 1);
  CHECK(all->back().text.columns().size() == kMany);
}
