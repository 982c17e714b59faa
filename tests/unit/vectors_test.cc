// Every case of tests/vectors/*.json, to the byte, by the engine and by the reference alike.

#include <charconv>
#include <map>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "base/pick.h"
#include "json/json.h"
#include "reference/plain_renderer.h"
#include "segue/pick.h"
#include "segue/sequence.h"
#include "segue/template.h"
#include "unit/files.h"

using namespace segue;

namespace {

using Object = std::map<std::string, json::Value, std::less<>>;

Object object(json::Value value) {
  Object members;
  for (const json::Member& member : value.members()) members.emplace(member.key.text(), member.value);
  return members;
}

std::uint64_t number(std::string_view text, int base = 10) {
  std::uint64_t value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  REQUIRE(problem == std::errc());
  REQUIRE(end == text.data() + text.size());
  return value;
}

std::uint64_t whole(json::Value value) {
  return number(value.raw());
}

std::vector<std::string> texts(json::Value value) {
  std::vector<std::string> all;
  for (const json::Value element : value.elements()) all.emplace_back(element.text());
  return all;
}

std::vector<std::uint32_t> indices(json::Value value) {
  std::vector<std::uint32_t> all;
  for (const json::Value element : value.elements()) all.push_back(static_cast<std::uint32_t>(whole(element)));
  return all;
}

Unresolved policy(std::string_view name) {
  if (name == "empty") return Unresolved::kEmpty;
  if (name == "keep") return Unresolved::kKeep;
  REQUIRE(name == "fail");
  return Unresolved::kFail;
}

Sequence segments(json::Value value) {
  auto sequence = parse_segments(value.raw());
  REQUIRE(sequence);
  return *std::move(sequence);
}

struct Vectors {
  explicit Vectors(const std::string& path) : bytes(read_file(path)) {
    document.read(bytes, {});
    REQUIRE(document.readable());
    root = object(document.root());
  }
  std::string bytes;
  json::Document document;
  Object root;
};

}  // namespace

TEST_CASE("every rendering of the vectors matches to the byte") {
  Vectors vectors("vectors/render.json");
  int cases = 0;
  for (const json::Value value : vectors.root.at("cases").elements()) {
    ++cases;
    const Object test = object(value);
    CAPTURE(test.at("name").text());
    const Sequence sequence = segments(test.at("segments"));
    const Message& message = *sequence.messages().at(0);

    reference::Request request;
    std::vector<std::string> columns;
    std::vector<std::string_view> values;
    for (const auto& [name, text] : object(test.at("lead"))) {
      request.lead[name] = text.text();
      columns.push_back(name);
      values.push_back(text.text());
    }
    request.key = test.at("key").text();
    request.seed = number(test.at("seed").text());
    request.message = static_cast<std::uint32_t>(whole(test.at("message")));
    request.policy = policy(test.at("policy").text());
    request.null_values = texts(test.at("null_values"));
    request.trim = test.at("trim").is(json::Kind::kTrue);
    if (test.count("given_picks") > 0) request.picks = indices(test.at("given_picks"));

    const auto compiled = compile(message, columns,
                                  {.message_index = request.message,
                                   .unresolved = request.policy,
                                   .trim = request.trim,
                                   .null_values = request.null_values});
    REQUIRE(compiled);
    const Picks picks = request.picks ? given(*request.picks) : keyed(request.seed, request.key);
    const Explanation got = compiled->explain(values, picks);
    const reference::Answer plain = reference::render(message, request);

    CHECK(got.unresolved == texts(test.at("unresolved")));
    CHECK(plain.unresolved == texts(test.at("unresolved")));
    if (test.at("text").is(json::Kind::kNull)) {
      CHECK(got.status == RenderStatus::kUnresolved);
      CHECK_FALSE(plain.text);
      continue;
    }
    const std::string expected(test.at("text").text());
    CHECK(got.status == RenderStatus::kRendered);
    CHECK(got.text == expected);
    CHECK(got.picks == indices(test.at("picks")));
    CHECK(got.fallbacks == texts(test.at("fallbacks")));
    CHECK(plain.text == expected);
    CHECK(plain.picks == got.picks);
    CHECK(plain.fallbacks == got.fallbacks);

    std::string appended = "before ";
    CHECK(compiled->render(values, picks, appended) == RenderStatus::kRendered);
    CHECK(appended == "before " + expected);
    std::vector<char> memory(expected.size());
    const auto written = compiled->render_into(memory, values, picks);
    CHECK(written.status == RenderStatus::kRendered);
    CHECK(std::string_view(memory.data(), written.size) == expected);
  }
  CHECK(cases == 25);
}

TEST_CASE("every numbered rendering of the vectors has its picks") {
  Vectors vectors("vectors/render.json");
  int cases = 0;
  for (const json::Value value : vectors.root.at("numbered").elements()) {
    ++cases;
    const Object test = object(value);
    Message message;
    for (const std::uint32_t count : indices(test.at("option_counts"))) {
      Variation variation;
      for (std::uint32_t i = 0; i < count; ++i) variation.options.push_back(std::to_string(i));
      message.segments.push_back({.content = variation, .original = {}});
    }
    const auto compiled = compile(message, {});
    REQUIRE(compiled);
    CHECK(compiled->renderings().value == whole(test.at("renderings")));
    CHECK(compiled->renderings().exact);
    std::uint64_t i = 0;
    for (const json::Value picks : test.at("picks").elements()) {
      CHECK(compiled->explain({}, numbered(i)).picks == indices(picks));
      CHECK(reference::render(message, {.rendering = i}).picks == indices(picks));
      ++i;
    }
    CHECK(i == whole(test.at("renderings")));
    CHECK(compiled->explain({}, numbered(i)).status == RenderStatus::kPickOutOfRange);
  }
  CHECK(cases == 3);
}

TEST_CASE("every error of the vectors is one") {
  Vectors vectors("vectors/render.json");
  int cases = 0;
  for (const json::Value value : vectors.root.at("errors").elements()) {
    ++cases;
    const Object test = object(value);
    CAPTURE(test.at("name").text());
    const Sequence sequence = segments(test.at("segments"));
    const auto compiled = compile(*sequence.messages().at(0), {});
    if (test.count("given_picks") > 0) {
      const auto picks = indices(test.at("given_picks"));
      REQUIRE(compiled);
      CHECK(compiled->explain({}, given(picks)).status == RenderStatus::kPickOutOfRange);
    } else if (test.count("rendering") > 0) {
      REQUIRE(compiled);
      CHECK(compiled->explain({}, numbered(whole(test.at("rendering")))).status == RenderStatus::kPickOutOfRange);
    } else {
      REQUIRE_FALSE(compiled);
      CHECK(compiled.errors().at(0).code == "S004");
      CHECK(compiled.errors().at(0).pointer == "/0/options");
    }
  }
  CHECK(cases == 4);
}

TEST_CASE("every pick of the vectors comes out") {
  Vectors vectors("vectors/picks.json");
  int cases = 0;
  for (const json::Value value : vectors.root.at("picks").elements()) {
    ++cases;
    const Object test = object(value);
    const std::string lead(test.at("lead").text());
    const std::uint64_t seed = number(test.at("seed").text());
    const auto message = static_cast<std::uint32_t>(whole(test.at("message")));
    const auto variation = static_cast<std::uint32_t>(whole(test.at("variation")));
    const auto count = static_cast<std::uint32_t>(whole(test.at("options")));
    const std::uint64_t bits = number(test.at("bits").text(), 16);
    CHECK(pick::hash(lead) == number(test.at("lead_hash").text(), 16));
    CHECK(pick::keyed_block(seed, pick::hash(lead), message, variation / 2).bits(variation) == bits);
    CHECK(reference::keyed_bits(seed, lead, message, variation) == bits);
    CHECK(pick::jump(bits, count) == whole(test.at("pick")));
    CHECK(reference::jump(bits, count) == whole(test.at("pick")));
  }
  CHECK(cases == 85);

  for (const json::Value value : vectors.root.at("jump").elements()) {
    const Object test = object(value);
    CHECK(pick::jump(number(test.at("bits").text(), 16), static_cast<std::uint32_t>(whole(test.at("options")))) ==
          whole(test.at("pick")));
  }
}

TEST_CASE("every balanced pick of the vectors comes out") {
  Vectors vectors("vectors/picks.json");
  int cases = 0;
  for (const json::Value value : vectors.root.at("balanced").elements()) {
    ++cases;
    const Object test = object(value);
    const std::uint64_t seed = number(test.at("seed").text());
    const std::uint64_t row = whole(test.at("row"));
    const auto message = static_cast<std::uint32_t>(whole(test.at("message")));
    const auto variation = static_cast<std::uint32_t>(whole(test.at("variation")));
    const auto count = static_cast<std::uint32_t>(whole(test.at("options")));
    CHECK(pick::balanced(seed, row, message, variation, count) == whole(test.at("pick")));
    CHECK(reference::block_permutation(seed, row / count, message, variation, count)[row % count] ==
          whole(test.at("pick")));
  }
  CHECK(cases == 240);
}

TEST_CASE("every seed text of the vectors is its number") {
  Vectors vectors("vectors/picks.json");
  int cases = 0;
  for (const json::Value value : vectors.root.at("seed_texts").elements()) {
    ++cases;
    const Object test = object(value);
    CAPTURE(test.at("text").text());
    CHECK(parse_seed(test.at("text").text()) == number(test.at("seed").text()));
  }
  CHECK(cases == 9);
}
