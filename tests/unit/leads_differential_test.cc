// Lead lists read in every way there is, compared with the slow reference: LeadReader, and chunks of every size read in
// order, backwards and on several threads.

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "reference/choppy_source.h"
#include "reference/plain_leads.h"
#include "reference/read_leads.h"

using namespace segue;
using reference::ChoppySource;
using reference::difference;
using reference::plain_leads;

namespace {

struct Ways {
  std::vector<std::size_t> chunk_sizes;
  std::vector<std::size_t> read_sizes = {1, 7, 1000};
};

void check_every_way(const std::string& text, const LeadOptions& options, const Ways& ways) {
  CAPTURE(text);
  CAPTURE(options.max_record);
  CAPTURE(options.key);
  const ReadLeads plain = plain_leads(text, options);
  const auto source = memory_source(text);
  const ReadLeads whole = read_leads(*source, options);
  REQUIRE(difference(whole, plain) == "");
  // The messages of the reference are not whole; from here on they are compared as well.
  for (const std::size_t size : ways.read_sizes) {
    CAPTURE(size);
    ChoppySource choppy(text, {size}, "", "memory");
    CHECK(read_leads(choppy, options) == whole);
  }
  for (const std::size_t size : ways.chunk_sizes) {
    CAPTURE(size);
    ChoppySource choppy(text, {1 + size % 90}, "", "memory");
    CHECK(read_chunks(choppy, options, {.chunk_size = size}) == whole);
    const auto again = memory_source(text);
    CHECK(read_chunks_backwards(*again, options, {.chunk_size = size}) == whole);
  }
}

std::vector<std::size_t> up_to(std::size_t most) {
  std::vector<std::size_t> sizes;
  for (std::size_t size = 1; size <= most; ++size) sizes.push_back(size);
  return sizes;
}

/// A text of random parts.
std::string random_text(std::mt19937& random, const std::vector<std::string>& parts, std::size_t most) {
  std::string text;
  for (std::size_t count = random() % most; count > 0; --count) text += parts[random() % parts.size()];
  return text;
}

const std::string kCsv =
    "id,first-name,b\r\n1,Anna,x\r\n2,\"a\r\nb\"\"c\",\"\"\r\n\r\n3\n4,a,b,c\n5,\"x\"y,z\n6,\xD0\x9E\xD0\xBB,"
    "\xF0\x9F\x9A\x80\n , ,\n ,x,y\n8,pl\"ain,\"\"\"q\"\"\"\n9,\"open\n10,x,y\n11,\"\n12,x,y\r";

const std::string kNdjson =
    "\n[1]\n{\"a\":1}\r\n\n{\"id\":\"\xD0\x9E\"}\nx\n{\"id\":11111111111111111111111111111111111111111111111111111111}"
    "\r\n{\"id\":2,\"data\":{\"b\":\"\\n\"}}\n{\"id\":2,\"data\":{\"b\":[]},\"b\":1}\n{\"id\":3,\"B\":1,\"b \":2}\n"
    "{\"id\":4,\"data\":{},\"data\":1}\n{\"id\":5,\"b\":\"\\ud83d\\ude80\"}\n{\"ID\":6,\"b\":-0.5e+1}\n{\"id\":7}\r";

}  // namespace

TEST_CASE("CSV leads are those of the reference in chunks of every size") {
  const Ways ways{.chunk_sizes = up_to(kCsv.size() + 2)};
  for (const std::size_t max_record : {std::size_t{1} << 20, std::size_t{17}, std::size_t{9}}) {
    check_every_way(kCsv, {.variables = {"first-name", "b"}, .max_record = max_record}, ways);
    check_every_way(kCsv, {.variables = {"b"}, .key = "row", .max_record = max_record}, ways);
  }
  check_every_way("\xEF\xBB\xBF" + kCsv, {.variables = {"First Name"}, .columns = {{"x", "b"}}, .key = "B"}, ways);
}

TEST_CASE("NDJSON leads are those of the reference in chunks of every size") {
  const Ways ways{.chunk_sizes = up_to(kNdjson.size() + 2)};
  for (const std::size_t max_record : {std::size_t{1} << 20, std::size_t{40}, std::size_t{9}}) {
    for (const char* key : {"", "row", "id"}) {
      // The first object has no key, which is refused if nothing is said.
      check_every_way(kNdjson,
                      {.format = LeadFormat::kNdjson, .variables = {"b"}, .key = key, .max_record = max_record}, ways);
      check_every_way(kNdjson.substr(14),
                      {.format = LeadFormat::kNdjson, .variables = {"b"}, .key = key, .max_record = max_record}, ways);
    }
  }
}

TEST_CASE("random delimited texts are read as the reference reads them") {
  std::mt19937 random(20261128);
  const std::vector<std::string> few = {"\"", "\"", ",", "\n", "\r\n", "a"};
  const std::vector<std::string> many = {"\"", "\"", "\"\"", ",",        ",",       "\n",    "\r\n",
                                         "\r", "ab", " ",    "\xC2\xA0", "1,2,3\n", "\"x\","};
  for (int round = 0; round < 1500; ++round) {
    const std::string body = random_text(random, round % 2 == 0 ? few : many, 40);
    const std::size_t max_record = random() % 3 == 0 ? 1000 : 6 + random() % 40;
    check_every_way("id,a,b\n" + body,
                    {.variables = {"b", "A"}, .key = random() % 2 == 0 ? "row" : "", .max_record = max_record},
                    {.chunk_sizes = {1 + random() % 60, 1 + random() % 9, 500}, .read_sizes = {1 + random() % 20}});
    // Without a header of ours, anything may be one.
    check_every_way(body, {.format = LeadFormat::kCsv, .variables = {"a"}, .key = "row", .max_record = max_record},
                    {.chunk_sizes = {1 + random() % 60}, .read_sizes = {}});
  }
}

TEST_CASE("random lines of JSON are read as the reference reads them") {
  std::mt19937 random(20261129);
  const std::vector<std::string> values = {"\"Anna\"",
                                           "\"\"",
                                           "\" x\"",
                                           "\"a\\nb\"",
                                           "\"\xD0\x9E\"",
                                           "12",
                                           "0",
                                           "01",
                                           "-1",
                                           "1e3",
                                           "null",
                                           "true",
                                           "{}",
                                           "[\"]\"]",
                                           "\"\\u0041\\ud834\\udd1e\"",
                                           "\"\\ud834\"",
                                           "\"1\t\"",
                                           "\"long enough for a word or two\"",
                                           "{\"b\":1}",
                                           "\"\\udd1e\"",
                                           "1.",
                                           "-"};
  const std::vector<std::string> shapes = {R"({"id":@,"b":@})",
                                           R"({"id":@,"b":@,"c":@})",
                                           R"({ "b" : @ , "id" : @ })",
                                           R"({"id":@,"b":@,"b":@})",
                                           R"({"id":@,"data":{"b":@,"ID":@},"B":@})",
                                           R"({"data":@,"id":@})",
                                           R"({"B":@,"_b":@,"lead_id":@})",
                                           R"({"id":@,"\u0062":@})",
                                           R"([@])",
                                           R"(@)",
                                           R"({"id":@,"b":@} )",
                                           R"({"id":@,"b":@,})",
                                           R"({"email":@})",
                                           ""};
  for (int round = 0; round < 1500; ++round) {
    std::string text;
    std::string shape = shapes[random() % shapes.size()];
    for (std::size_t lines = random() % 12; lines > 0; --lines) {
      if (random() % 4 == 0) shape = shapes[random() % shapes.size()];
      for (const char byte : shape) {
        if (byte == '@') {
          text += values[random() % (random() % 3 == 0 ? values.size() : 2)];
        } else {
          text += byte;
        }
      }
      text += random() % 5 == 0 ? "\r\n" : "\n";
    }
    const std::vector<std::string> keys = {"", "row", "id"};
    const LeadOptions options{.format = LeadFormat::kNdjson,
                              .variables = {"b", "c"},
                              .columns = {{"c", "C"}},
                              .key = keys[random() % keys.size()],
                              .max_record = random() % 3 == 0 ? 20 + random() % 30 : 1000};
    check_every_way(text, options,
                    {.chunk_sizes = {1 + random() % 200, 1 + random() % 20}, .read_sizes = {1 + random() % 60}});
  }
}

TEST_CASE("beyond the first MiB records that are not UTF-8 are those of the reference") {
  std::mt19937 random(20261130);
  std::string start = "id,a\n";
  while (start.size() < std::size_t{1} << 20) start += "1," + std::string(30'000, 'x') + "\n";
  const std::vector<std::string> parts = {"\xFF", "\xC3\xA9", "\xE2\x82", "\"", ",", "\n", "a"};
  for (int round = 0; round < 5; ++round) {
    const std::string text = start + random_text(random, parts, 60);
    for (const std::size_t max_record : {std::size_t{40'000}, std::size_t{1} << 20}) {
      const LeadOptions options{.variables = {"a"}, .max_record = max_record};
      const auto source = memory_source(text);
      const ReadLeads whole = read_leads(*source, options);
      CHECK(difference(whole, plain_leads(text, options)) == "");
      const auto again = memory_source(text);
      CHECK(read_chunks_backwards(*again, options, {.chunk_size = 1 + random() % 100'000}) == whole);
    }
  }
}
