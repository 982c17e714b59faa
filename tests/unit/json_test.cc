#include "json/json.h"

#include <string>

#include <doctest/doctest.h>

using namespace segue;
using json::Document;
using json::Kind;

namespace {

std::vector<json::Fault> faults(std::string_view bytes, std::size_t nesting = 64) {
  Document document;
  document.read(bytes, {.nesting = nesting});
  return document.faults();
}

}  // namespace

TEST_CASE("a value knows its kind, its bytes and its text") {
  const std::string bytes = R"( {"a": [1.50, -0, "x\ny", "plain", true, false, null], "b": {}} )";
  Document document;
  document.read(bytes, {});
  REQUIRE(document.readable());
  CHECK(document.faults().empty());
  const json::Value root = document.root();
  CHECK(root.is(Kind::kObject));
  CHECK(root.begin() == 1);
  CHECK(root.raw() == std::string_view(bytes).substr(1, bytes.size() - 2));

  std::vector<std::string> keys;
  std::vector<std::string> raws;
  std::vector<Kind> kinds;
  std::string text;
  for (const json::Member& member : root.members()) {
    keys.emplace_back(member.key.text());
    for (const json::Value value : member.value.elements()) {
      raws.emplace_back(value.raw());
      kinds.push_back(value.kind());
      text += value.text();
    }
  }
  CHECK(keys == std::vector<std::string>{"a", "b"});
  CHECK(raws == std::vector<std::string>{"1.50", "-0", R"("x\ny")", R"("plain")", "true", "false", "null"});
  CHECK(kinds == std::vector<Kind>{Kind::kNumber, Kind::kNumber, Kind::kString, Kind::kString, Kind::kTrue,
                                   Kind::kFalse, Kind::kNull});
  CHECK(text == "x\nyplain");
}

TEST_CASE("strings are found in the source whatever they hold") {
  const std::string bytes = R"(["", "\"", "\\", "a\\\"b", "\\\\", "\u0041\"", "é\u00e9", "\ud83d\ude80"])";
  Document document;
  document.read(bytes, {});
  REQUIRE(document.readable());
  std::vector<std::string> texts;
  std::string raws;
  for (const json::Value value : document.root().elements()) {
    texts.emplace_back(value.text());
    raws += value.raw();
  }
  CHECK(texts == std::vector<std::string>{"", "\"", "\\", "a\\\"b", "\\\\", "A\"", "éé", "🚀"});
  CHECK(raws == R"("""\"""\\""a\\\"b""\\\\""\u0041\"""é\u00e9""\ud83d\ude80")");
}

TEST_CASE("a number that no double holds is a number all the same") {
  const std::string digits(400, '9');
  const std::string bytes = "[1e400, -1e999, " + digits + ", 12345, \"1e400\", 1E+400, 0.1]";
  Document document;
  document.read(bytes, {});
  REQUIRE(document.readable());
  std::vector<std::string> raws;
  for (const json::Value value : document.root().elements()) raws.emplace_back(value.raw());
  CHECK(raws == std::vector<std::string>{"1e400", "-1e999", digits, "12345", "\"1e400\"", "1E+400", "0.1"});
}

TEST_CASE("what is no number stays none beside one that is too large") {
  CHECK(faults("[1e400, 01e400]").size() == 1);
  CHECK(faults("[1e400, 1.e400]").size() == 1);
  CHECK(faults("[1e400, -]").size() == 1);
}

TEST_CASE("a document is read again and again with the same memory") {
  Document document;
  for (const char* bytes : {"[1]", "{\"a\": \"\\n\"}", "[", "[2]"}) document.read(bytes, {});
  REQUIRE(document.readable());
  CHECK(document.faults().empty());
  CHECK(document.root().raw() == "[2]");
}

TEST_CASE("a syntax error is told with the place that was entered last") {
  const auto found = faults(R"({"steps": [{}, {"a": 1, "b" 2}]})");
  REQUIRE(found.size() == 1);
  CHECK(found[0].pointer == "/steps/1/b");
  CHECK(found[0].begin == 28);
  CHECK(found[0].message == "expected \":\" behind the key, found \"2\"");
}

TEST_CASE("duplicate keys are told wherever they stand") {
  const auto few = faults(R"({"a": {"b": 1, "b": 2, "c": {"~": 1, "~": 2}}, "a": 3})");
  REQUIRE(few.size() == 3);
  CHECK(few[0].pointer == "/a/c/~0");
  CHECK(few[1].pointer == "/a/b");
  CHECK(few[2].pointer == "/a");
  CHECK(few[2].kind == json::Fault::Kind::kDuplicateKey);

  std::string many = "{";
  for (int i = 0; i < 5000; ++i) many += "\"key" + std::to_string(i) + "\": 0, ";
  CHECK(faults(many + "\"other\": 0}").empty());
  const auto found = faults(many + "\"key17\": 0}");
  REQUIRE(found.size() == 1);
  CHECK(found[0].pointer == "/key17");
}

TEST_CASE("keys that differ only in how they are escaped are the same key") {
  CHECK(faults(R"({"a/b": 1, "a\/b": 2})").size() == 1);
  CHECK(faults(R"({"é": 1, "\u00e9": 2})").size() == 1);
}

TEST_CASE("nesting beyond the limit is told once a place and passed over") {
  Document document;
  const std::string_view bytes = R"([[[["in", [{"a": 1, "a": 2}]]]], [1], {"x": {"y": [[]]}}])";
  document.read(bytes, {.nesting = 3});
  REQUIRE(document.readable());
  REQUIRE(document.faults().size() == 2);
  CHECK(document.faults()[0].pointer == "/0/0/0");
  CHECK(document.faults()[0].begin == 3);
  CHECK(document.faults()[1].pointer == "/2/x/y");
  std::vector<std::string> raws;
  for (const json::Value value : document.root().elements()) raws.emplace_back(value.raw());
  CHECK(raws == std::vector<std::string>{R"([[["in", [{"a": 1, "a": 2}]]]])", "[1]", R"({"x": {"y": [[]]}})"});
}

TEST_CASE("escapes are told from plain text behind what was passed over, and beside each other") {
  Document document;
  const std::string_view bytes = R"(["a", [["\n", {"\"": "\\"}]], "b\tc", "plain", {"k\u0041": "\\", "k": "d"}, "\""])";
  document.read(bytes, {.nesting = 2});
  REQUIRE(document.readable());
  REQUIRE(document.faults().size() == 1);
  std::vector<std::string> texts;
  for (const json::Value value : document.root().elements()) {
    if (value.is(json::Kind::kString)) texts.emplace_back(value.text());
    for (const json::Member& member : value.members()) {
      texts.emplace_back(member.key.text());
      texts.emplace_back(member.value.text());
    }
  }
  CHECK(texts == std::vector<std::string>{"a", "b\tc", "plain", "kA", "\\", "k", "d", "\""});
}

TEST_CASE("ten megabytes of opening brackets are an error, not a crash") {
  const auto found = faults(std::string(10'000'000, '['));
  REQUIRE(found.size() == 2);
  CHECK(found[0].kind == json::Fault::Kind::kTooDeep);
  CHECK(found[0].begin == 64);
  CHECK(found[1].kind == json::Fault::Kind::kSyntax);
  CHECK(found[1].begin == 10'000'000);
}

TEST_CASE("the faults that are told are limited, the syntax error never left out") {
  Document document;
  document.read(R"({"a": 1, "a": 1, "a": 1, "a": 1, )", {.faults = 0});
  REQUIRE(document.faults().size() == 1);
  CHECK(document.faults()[0].kind == json::Fault::Kind::kSyntax);
}
