// Places of the model in the bytes: pointers in every shape, and ranges to the byte.

#include <string>

#include <doctest/doctest.h>

#include "lint/locator.h"
#include "segue/lint.h"

using namespace segue;
using lint::ModelPath;
using lint::Part;

namespace {

std::string found(std::string_view bytes, Shape shape, const ModelPath& place) {
  lint::PathLocator finder(bytes, shape, 64);
  const auto range = finder.find(place);
  return std::string(bytes.substr(range.begin, range.end - range.begin));
}

constexpr std::string_view kMessage =
    R"({"type":"message","data":{"segments":[{"type":"static","text":"Hi"},{"type":"variation","options":["a","bc"]}]}})";

}  // namespace

TEST_CASE("pointers follow the document's shape") {
  const ModelPath option = {.step = 1, .segment = 2, .part = Part::kOption, .option = 3};
  CHECK(lint::pointer_of(option, Shape::kBody) == "/steps/1/data/segments/2/options/3");
  CHECK(lint::pointer_of(option, Shape::kCampaign) == "/sequence/steps/1/data/segments/2/options/3");
  CHECK(lint::pointer_of(option, Shape::kSteps) == "/1/data/segments/2/options/3");
  CHECK(lint::pointer_of({.step = 0, .segment = 2, .part = Part::kText}, Shape::kSegments) == "/2/text");
  CHECK(lint::pointer_of({.step = 0, .part = Part::kSegments}, Shape::kSegments).empty());
  CHECK(lint::pointer_of({.step = 0, .part = Part::kSegments}, Shape::kSteps) == "/0/data/segments");
  CHECK(lint::pointer_of({.step = 4, .part = Part::kRank}, Shape::kBody) == "/steps/4/rank");
  CHECK(lint::pointer_of({.step = 4}, Shape::kSteps) == "/4");
  CHECK(lint::pointer_of({.part = Part::kSteps}, Shape::kBody) == "/steps");
  CHECK(lint::pointer_of({.part = Part::kSteps}, Shape::kCampaign) == "/sequence/steps");
  CHECK(lint::pointer_of({.part = Part::kSteps}, Shape::kSteps).empty());
  CHECK(lint::pointer_of({.part = Part::kMember, .key = "stepz"}, Shape::kCampaign) == "/sequence/stepz");
  CHECK(lint::pointer_of({.part = Part::kOuterMember, .key = "a/b~c"}, Shape::kCampaign) == "/a~1b~0c");
  CHECK(lint::pointer_of({.step = 0, .part = Part::kDataMember, .key = "note"}, Shape::kSteps) == "/0/data/note");
}

TEST_CASE("a place is found in its bytes") {
  const std::string steps =
      "[" + std::string(kMessage) + R"(,{"type":"delay","data":{"delaySeconds":60,"unit":"days"}}])";
  CHECK(found(steps, Shape::kSteps, {.step = 0}) == kMessage);
  CHECK(found(steps, Shape::kSteps, {.step = 0, .segment = 0, .part = Part::kText}) == R"("Hi")");
  CHECK(found(steps, Shape::kSteps, {.step = 0, .segment = 1, .part = Part::kOption, .option = 1}) == R"("bc")");
  CHECK(found(steps, Shape::kSteps, {.step = 0, .segment = 1, .part = Part::kOptions}) == R"(["a","bc"])");
  CHECK(found(steps, Shape::kSteps, {.step = 1, .part = Part::kDelaySeconds}) == "60");
  CHECK(found(steps, Shape::kSteps, {.step = 1, .part = Part::kUnit}) == R"("days")");
  CHECK(found(steps, Shape::kSteps, {.part = Part::kSteps}) == steps);
  const std::string body = R"({"steps":)" + steps + R"(,"vershun":1})";
  CHECK(found(body, Shape::kBody, {.step = 1, .part = Part::kUnit}) == R"("days")");
  CHECK(found(body, Shape::kBody, {.part = Part::kMember, .key = "vershun"}) == R"("vershun")");
  const std::string campaign = R"({"sequense":1,"sequence":)" + body + "}";
  CHECK(found(campaign, Shape::kCampaign, {.step = 1, .part = Part::kDelaySeconds}) == "60");
  CHECK(found(campaign, Shape::kCampaign, {.part = Part::kSteps}) == steps);
  CHECK(found(campaign, Shape::kCampaign, {.part = Part::kOuterMember, .key = "sequense"}) == R"("sequense")");
  const std::string segments = R"([{"type":"static","text":"Hi"},{"type":"variable","name":"x"}])";
  CHECK(found(segments, Shape::kSegments, {.step = 0, .segment = 1, .part = Part::kName}) == R"("x")");
  CHECK(found(segments, Shape::kSegments, {.step = 0, .part = Part::kSegments}) == segments);
}

TEST_CASE("where a part is not written, the object that would hold it is the place") {
  const std::string segments = R"([{"type":"variable","name":"x"}])";
  CHECK(found(segments, Shape::kSegments, {.step = 0, .segment = 0, .part = Part::kFallback}) ==
        R"({"type":"variable","name":"x"})");
  CHECK(found("not json", Shape::kSteps, {.step = 0}).empty());
  CHECK(found("[]", Shape::kSteps, {.step = 7}) == "[]");
}

TEST_CASE("bytes of a text are found behind escapes of every kind") {
  // The text is: a " é 😀 z — as one escape of two bytes, one of six, and a pair of twelve.
  const std::string segments = R"([{"type":"static","text":"a\"\u00e9\ud83d\ude00z"}])";
  const auto part = [&](std::uint32_t begin, std::uint32_t end) {
    return found(segments, Shape::kSegments,
                 {.step = 0, .segment = 0, .part = Part::kText, .begin = begin, .end = end});
  };
  CHECK(part(0, 1) == "a");
  CHECK(part(1, 2) == "\\\"");
  CHECK(part(2, 4) == "\\u00e9");
  CHECK(part(4, 8) == "\\ud83d\\ude00");
  CHECK(part(8, 9) == "z");
  CHECK(part(0, 9) == R"(a\"\u00e9\ud83d\ude00z)");
  CHECK(part(9, 9).empty());
}

TEST_CASE("an object of a hundred thousand keys is looked through once") {
  std::string body = R"({"steps":[])";
  for (int i = 0; i < 100'000; ++i) body += ",\"k" + std::to_string(i) + "\":0";
  body += "}";
  lint::PathLocator finder(body, Shape::kBody, 64);
  for (int i = 0; i < 100'000; ++i) {
    const std::string key = "k" + std::to_string(i);
    const auto range = finder.find({.part = Part::kMember, .key = key});
    REQUIRE(body.substr(range.begin, range.end - range.begin) == "\"" + key + "\"");
  }
}
