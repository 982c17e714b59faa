#include "segue/sequence.h"

#include <string>

#include <doctest/doctest.h>

#include "json/json.h"
#include "reference/same_json.h"
#include "unit/files.h"

using namespace segue;

namespace {

std::string codes(const Result<Sequence>& sequence) {
  std::string all;
  for (const Error& error : sequence.errors()) all += (all.empty() ? "" : " ") + error.code;
  return all;
}

}  // namespace

TEST_CASE("the API's example is three steps with the texts it shows") {
  const auto sequence = parse_sequence(read_file("data/api-example.json"));
  REQUIRE(sequence);
  CHECK(sequence->shape == Shape::kBody);
  REQUIRE(sequence->steps.size() == 3);
  const auto& first = std::get<Message>(sequence->steps[0].action);
  REQUIRE(first.segments.size() == 6);
  CHECK(std::get<Variation>(first.segments[0].content).options == std::vector<std::string>{"Hey", "Hi", "What's up"});
  CHECK(std::get<Static>(first.segments[1].content).text == " ");
  CHECK(std::get<Variable>(first.segments[2].content).name == "first-name");
  CHECK(std::get<Variable>(first.segments[2].content).fallback == "there");
  CHECK(std::get<Static>(first.segments[5].content).text == " — would love to connect. Open to a quick chat?");
  CHECK(std::get<Delay>(sequence->steps[1].action).duration == std::chrono::hours(24));
  CHECK(std::get<Delay>(sequence->steps[1].action).unit == "days");
  CHECK(sequence->messages().size() == 2);
  CHECK(first.segments[0].original.empty());
}

TEST_CASE("the five shapes are told apart") {
  const auto shape = [](std::string_view bytes) {
    const auto sequence = parse_document(bytes);
    REQUIRE(sequence);
    return sequence->shape;
  };
  CHECK(shape(R"({"steps":[]})") == Shape::kBody);
  CHECK(shape(R"({"version":4,"steps":[]})") == Shape::kBody);
  CHECK(shape(R"({"id":"x","sequence":{"version":4,"steps":[]}})") == Shape::kCampaign);
  CHECK(shape("[]") == Shape::kSteps);
  CHECK(shape(R"([{"type":"delay","data":{"delaySeconds":1}}])") == Shape::kSteps);
  CHECK(shape(R"([{"data":{"segments":[]}}])") == Shape::kSteps);
  CHECK(shape(R"([{"type":"static","text":"Hi"}])") == Shape::kSegments);
  CHECK(parse_sequence(R"({"version":4,"steps":[]})")->version == 4.0);
}

TEST_CASE("an array with a misspelt first type is read as what it most likely is") {
  CHECK(parse_document(R"([{"type":"statik","text":"Hi"}])").errors().at(0).message.find("a segment's") !=
        std::string::npos);
  CHECK(parse_document(R"([{"type":"mesage","data":{}}])").errors().at(0).message.find("a step's") !=
        std::string::npos);
}

TEST_CASE("a segment array has an entry of its own") {
  CHECK(parse_segments("[]")->messages().size() == 1);
  CHECK(parse_segments(R"([{"type":"static","text":"Hi"}])")->shape == Shape::kSegments);
  CHECK(codes(parse_segments(R"({"steps":[]})")) == "D002");
  CHECK(codes(parse_segments(R"([{"type":"delay","data":{"delaySeconds":1}}])")) == "D004");
  CHECK(write_sequence(*parse_segments("[]")) == "[]");
}

TEST_CASE("a type that is left away is inferred from the data and stays away") {
  const std::string_view bytes = R"({"steps":[{"data":{"segments":[]}},{"data":{"delaySeconds":5}}]})";
  const auto sequence = parse_sequence(bytes);
  REQUIRE(sequence);
  CHECK(std::holds_alternative<Message>(sequence->steps[0].action));
  CHECK(std::get<Delay>(sequence->steps[1].action).duration == std::chrono::seconds(5));
  CHECK(write_sequence(*sequence) == bytes);
}

TEST_CASE("a delay of minus zero comes back as it was spelled") {
  const std::string_view bytes = R"([{"type":"delay","data":{"delaySeconds":-0}}])";
  CHECK(write_sequence(*parse_sequence(bytes)) == bytes);
}

TEST_CASE("a like is written with the spelling that was read, and settings name other spellings") {
  const std::string_view bytes =
      R"([{"type":"likeTweet"},{"type":"like_tweet","data":null},{"type":"heart","data":{"a":[1]}}])";
  CHECK(codes(parse_sequence(bytes)) == "D004");
  const auto sequence = parse_sequence(bytes, {.limits = {}, .like_tags = {"heart"}});
  REQUIRE(sequence);
  CHECK(std::get<Like>(sequence->steps[2].action).tag == "heart");
  CHECK(write_sequence(*sequence) == bytes);
}

TEST_CASE("all errors come in one go and in document order") {
  const auto sequence = parse_sequence(read_file("golden/sequence/bad-wrong-types.json"));
  CHECK(codes(sequence) ==
        "D002 D002 D003 D002 D002 D002 D003 D002 D002 D002 D002 D002 D002 D003 D002 D003 D002 D002 D002 D002 D002 D002 "
        "D003");
}

TEST_CASE("an error's place is exact: pointer, offset, line and column") {
  const std::string bytes = "{\n  \"steps\": [\n    {\"type\": \"délay\", \"data\": {\"delaySeconds\": 5}}\n  ]\n}";
  const auto sequence = parse_sequence(bytes);
  REQUIRE(sequence.errors().size() == 1);
  const Error& error = sequence.errors()[0];
  CHECK(error.code == "D004");
  CHECK(error.name == "unknown-type");
  CHECK(error.pointer == "/steps/0/type");
  CHECK(error.range.begin.offset == 28);
  CHECK(error.range.begin.line == 3);
  CHECK(error.range.begin.column == 14);
  CHECK(error.range.end.offset == 36);
  CHECK(error.range.end.column == 21);
  CHECK(bytes.substr(28, 8) == "\"délay\"");
}

TEST_CASE("every limit can be set, and the error that meets it names it") {
  const auto message = [](std::string_view bytes, const Limits& limits) {
    const auto sequence = parse_document(bytes, {.limits = limits, .like_tags = {}});
    return sequence ? std::string() : sequence.errors().back().message;
  };
  const std::string_view steps = R"([{"type":"like-tweet"},{"type":"like-tweet"},{"type":"like-tweet"}])";
  CHECK(message(steps, {.steps = 3}) == "");
  CHECK(message(steps, {.steps = 2}).find("at most 2 steps, found more; if that is meant, raise the max-steps limit") !=
        std::string::npos);
  const std::string_view segments = R"([{"type":"static","text":""},{"type":"variation","options":["a","b"]}])";
  CHECK(message(segments, {.segments = 2, .options = 2}) == "");
  CHECK(message(segments, {.segments = 1}).find("max-segments") != std::string::npos);
  CHECK(message(segments, {.options = 1}).find("max-options") != std::string::npos);
  CHECK(message(segments, {.document = segments.size()}) == "");
  CHECK(message(segments, {.document = segments.size() - 1}).find("max-document") != std::string::npos);
  CHECK(message(R"([{"type":"like-tweet","data":{"a":[]}}])", {.nesting = 4}) == "");
  CHECK(message(R"([{"type":"like-tweet","data":{"a":[]}}])", {.nesting = 3}).find("max-nesting") != std::string::npos);
  CHECK(message("[1,2,3,4]", {.errors = 3}).find("more than 3 errors") != std::string::npos);
  CHECK(parse_sequence("[1,2,3,4]", {.limits = {.errors = 4}, .like_tags = {}}).errors().size() == 4);
}

TEST_CASE("a step beyond the limit stops the steps, not the rest of the document") {
  const auto sequence = parse_sequence(R"({"steps":[{"type":"like-tweet"},7,8],"version":"x"})",
                                       {.limits = {.steps = 1}, .like_tags = {}});
  CHECK(codes(sequence) == "D001 D002");
}

TEST_CASE("a large hostile document is answered at once") {
  std::string zeros = "[";
  for (int i = 0; i < 2'000'000; ++i) zeros += "0,";
  const auto sequence = parse_sequence(zeros + "0]");
  CHECK(sequence.errors().size() == 10'001);
  CHECK(parse_sequence(std::string(200'000, '[')).errors().size() == 2);
  CHECK(parse_sequence(std::string(9u << 20, ' ')).errors().at(0).message.find("8388608 bytes") != std::string::npos);
}

TEST_CASE("a model that was changed is written as it is now") {
  auto sequence = *parse_sequence(
      R"({"x":1,"steps":[{"type":"delay","data":{"unit":"days","delaySeconds":8.64e4}},{"note":"n","data":{"segments":[{"type":"variable","name":"a","fallback":null}]}}]})");
  CHECK(
      write_sequence(sequence) ==
      R"({"x":1,"steps":[{"type":"delay","data":{"unit":"days","delaySeconds":8.64e4}},{"note":"n","data":{"segments":[{"type":"variable","name":"a","fallback":null}]}}]})");
  std::get<Delay>(sequence.steps[0].action).duration = std::chrono::seconds(60);
  std::get<Delay>(sequence.steps[0].action).unit.reset();
  auto& message = std::get<Message>(sequence.steps[1].action);
  std::get<Variable>(message.segments[0].content).fallback = "you";
  sequence.steps[1].id = "new";
  sequence.steps[1].rank = 1;
  sequence.version = 5;
  CHECK(
      write_sequence(sequence) ==
      R"({"x":1,"steps":[{"type":"delay","data":{"delaySeconds":60}},{"note":"n","data":{"segments":[{"type":"variable","name":"a","fallback":"you"}]},"id":"new","rank":1}],"version":5})");
  message.segments[0].content = Static{"Hi"};
  sequence.steps.erase(sequence.steps.begin());
  CHECK(parse_sequence(write_sequence(sequence)));
}

TEST_CASE("a sequence made by hand is written in its plain form") {
  Sequence sequence;
  sequence.steps.push_back({.action = Message{.segments = {{.content = Static{"Hi \"you\"\n"}, .original = {}},
                                                           {.content = Variation{{"a", "b"}}, .original = {}}},
                                              .original = {}},
                            .id = "s1",
                            .rank = 0,
                            .original = {}});
  sequence.steps.push_back({.action = Delay{.duration = std::chrono::seconds(60), .unit = "minutes", .original = {}},
                            .id = {},
                            .rank = {},
                            .original = {}});
  sequence.steps.push_back({.action = Like{}, .id = {}, .rank = {}, .original = {}});
  CHECK(
      write_sequence(sequence) ==
      R"({"steps":[{"id":"s1","rank":0,"type":"message","data":{"segments":[{"type":"static","text":"Hi \"you\"\n"},{"type":"variation","options":["a","b"]}]}},{"type":"delay","data":{"delaySeconds":60,"unit":"minutes"}},{"type":"like-tweet"}]})");
}

TEST_CASE("a document inside of larger JSON is read from there") {
  const std::string_view body = R"({"a":1,
 "sequence":[{"type":"message","data":{"segments":[{"type":"static","text":"Hi"}]}},{"type":"delay"}]})";
  json::Document document;
  document.read(body, {});
  json::Value inside;
  for (const json::Member& member : document.root().members()) inside = member.value;
  const auto broken = parse_document(inside);
  REQUIRE_FALSE(broken);
  REQUIRE(broken.errors().size() == 1);
  CHECK(broken.errors()[0].pointer == "/1");
  CHECK(broken.errors()[0].range.begin.offset == body.find("{\"type\":\"delay\"}"));
  CHECK(broken.errors()[0].range.begin.line == 2);

  const auto limited = parse_document(inside, {.limits = {.document = inside.raw().size() - 1}});
  REQUIRE_FALSE(limited);
  CHECK(limited.errors()[0].setting == "max-document");

  const std::string sound(R"({"sequence":[{"type":"static","text":"A\u00e9"},{"type":"variable","name":"x"}]})");
  document.read(sound, {});
  for (const json::Member& member : document.root().members()) inside = member.value;
  const auto sequence = parse_document(inside);
  REQUIRE(sequence);
  CHECK(write_sequence(*sequence) == write_sequence(*parse_document(inside.raw())));
}
