// Lead lists cut into chunks: the leads are those of the plain reader, however it is cut.

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "base/pick.h"
#include "base/utf8.h"
#include "leads/csv_extent.h"
#include "leads/csv_records.h"
#include "leads/read_buffer.h"
#include "leads/scan.h"
#include "reference/choppy_source.h"
#include "unit/leads_reading.h"

using namespace segue;
using reference::ChoppySource;

namespace {

void check_cut(const std::string& text, const LeadOptions& options, std::size_t chunk, std::size_t read) {
  CAPTURE(text);
  CAPTURE(chunk);
  const ReadLeads whole = read_leads(text, options);
  ChoppySource source(text, {read});
  const ReadLeads cut = read_chunks(source, options, {.chunk_size = chunk});
  CHECK(cut.errors.size() == whole.errors.size());
  CHECK(cut.problem == whole.problem);
  CHECK(cut.columns == whole.columns);
  CHECK(cut.variable_columns == whole.variable_columns);
  CHECK(cut.key_column == whole.key_column);
  REQUIRE(cut.leads.size() == whole.leads.size());
  for (std::size_t i = 0; i < whole.leads.size(); ++i) {
    CAPTURE(i);
    CHECK(cut.leads[i].state == whole.leads[i].state);
    CHECK(cut.leads[i].code == whole.leads[i].code);
    CHECK(cut.leads[i].message == whole.leads[i].message);
    CHECK(cut.leads[i].line == whole.leads[i].line);
    CHECK(cut.leads[i].offset == whole.leads[i].offset);
    CHECK(cut.leads[i].raw == whole.leads[i].raw);
    CHECK(cut.leads[i].key == whole.leads[i].key);
    CHECK(cut.leads[i].values == whole.leads[i].values);
    CHECK(cut.leads[i].fields == whole.leads[i].fields);
    CHECK(cut.leads[i].was_short == whole.leads[i].was_short);
  }
}

void check_shards(const std::string& text, const LeadOptions& options, std::uint32_t count, std::uint64_t rows) {
  CAPTURE(text);
  CAPTURE(count);
  ReadLeads whole = read_leads(text, options);
  if (whole.leads.size() > rows) whole.leads.resize(rows);
  std::vector<ReadLead> all;
  for (std::uint32_t shard = 0; shard < count; ++shard) {
    const auto source = memory_source(text);
    const ReadLeads part = read_chunks(*source, options, {.chunk_size = 7, .rows = rows, .shard = {shard, count}});
    REQUIRE(part.errors.empty());
    CHECK(part.problem.empty());
    all.insert(all.end(), part.leads.begin(), part.leads.end());
  }
  CHECK(all == whole.leads);
}

const std::string kTraps =
    "id,first-name,b\r\n1,Anna,x\r\n2,\"a\r\nb\"\"c\",\"\"\r\n\r\n3\n4,a,b,c\n5,\"x\"y,z\n6,\xD0\x9E\xD0\xBB,"
    "\xF0\x9F\x9A\x80\n , ,\n ,x,y\n8,pl\"ain,\"\"\"q\"\"\"\n9,\"open\n10,x,y\n11,\"\n12,x,y\r";

}  // namespace

TEST_CASE("leads are the same in chunks of any size") {
  for (std::size_t chunk = 1; chunk < 80; ++chunk) {
    check_cut(kTraps, {.variables = {"first-name", "b"}}, chunk, 1000);
    check_cut(kTraps, {.variables = {"b"}, .key = "row"}, chunk, 3);
    check_cut(kTraps, {.variables = {"first-name"}, .max_record = 9}, chunk, 1);
  }
}

TEST_CASE("random records are the same in chunks") {
  std::mt19937 random(20261125);
  const std::string_view alphabet = "\"\",,,\n\n\rab ";
  for (int round = 0; round < 4000; ++round) {
    std::string text = "id,a,b\n";
    const std::size_t size = random() % 120;
    for (std::size_t i = 0; i < size; ++i) text += alphabet[random() % alphabet.size()];
    check_cut(text, {.variables = {"b"}, .max_record = 3 + random() % 60}, 1 + random() % 60, 1 + random() % 60);
    check_shards(text, {.variables = {"b"}, .max_record = 6 + random() % 60}, 1 + random() % 4,
                 random() % 2 == 0 ? 1000 : random() % 5);
  }
}

TEST_CASE("NDJSON leads are the same in chunks") {
  const std::string text = "\n[1]\n{\"a\":1}\r\n\n{\"id\":\"\xD0\x9E\"}\nx\n{\"id\":" + std::string(60, '1') +
                           "}\r\n{\"id\":2,\"data\":{\"b\":\"\\n\"}}\n{\"id\":\"\xFF\"}\n{\"id\":4}\r";
  for (std::size_t chunk = 1; chunk < 80; ++chunk) {
    check_cut(text, {.format = LeadFormat::kNdjson, .variables = {"b"}, .max_record = 40}, chunk, 1 + chunk / 2);
    check_cut(text, {.format = LeadFormat::kNdjson, .variables = {"b"}, .key = "row"}, chunk, 1000);
  }
  for (std::uint32_t count = 1; count < 9; ++count) {
    check_shards(text.substr(5, text.find('\xFF') - 5),
                 {.format = LeadFormat::kNdjson, .variables = {"b"}, .key = "id"}, count, 1000);
  }
}

TEST_CASE("random NDJSON lines are the same in chunks") {
  std::mt19937 random(20261126);
  const std::vector<std::string> values = {"\"Anna\"",     "\"\"",      "\" x\"",  "\"a\\nb\"",
                                           "\"\xD0\x9E\"", "12",        "0",       "01",
                                           "-1",           "1e3",       "null",    "true",
                                           "{}",           "\"q\\\"\"", "\"1\t\"", "\"long enough for a word or two\""};
  const std::vector<std::string> shapes = {R"({"id":@,"b":@})",
                                           R"({"id":@,"b":@,"c":@})",
                                           R"({ "b" : @ , "id" : @ })",
                                           R"({"id":@,"b":@,"b":@})",
                                           R"({"id":@,"data":{"b":@},"B":@})",
                                           R"([@])",
                                           R"({"id":@,"b":@})"
                                           " "};
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    std::string shape = shapes[random() % shapes.size()];
    const std::size_t lines = random() % 12;
    for (std::size_t i = 0; i < lines; ++i) {
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
    const LeadOptions options{
        .format = LeadFormat::kNdjson, .variables = {"b", "c"}, .key = random() % 2 == 0 ? "row" : "id"};
    check_cut(text, options, 1 + random() % 200, 1 + random() % 60);
  }
}

TEST_CASE("a key that no record within the look-ahead decides is decided by the first that can") {
  std::string text(std::size_t{1} << 20, '\n');
  text += "{\"a\":1}\n[]\n{\"username\":\"u\"}\n{\"id\":1,\"username\":\"v\"}\n";
  const auto source = memory_source(text);
  const ReadLeads cut = read_chunks(*source, {.format = LeadFormat::kNdjson}, {.chunk_size = 1000});
  const ReadLeads whole = read_leads(text, {.format = LeadFormat::kNdjson});
  REQUIRE(whole.leads.size() > 4);
  CHECK(whole.leads.back().key == "v");
  CHECK(cut.leads == whole.leads);
  CHECK(cut.key_column == "username");
}

TEST_CASE("a shard of what has no known size is refused") {
  ChoppySource source("id\n1\n", {100});
  const ReadLeads read = read_chunks(source, {}, {.shard = {0, 2}});
  CHECK(read.code() == "no-shard");
  CHECK(read.says("regular file"));
}

TEST_CASE("the hash is that of the bytes cut so far, and of a shard those of its part") {
  const std::string text = "id,a\n1,x\n2,y\n3,z\n";
  const auto source = memory_source(text);
  auto chunker = LeadChunker::open(*source, {}, {.chunk_size = 4, .rows = 2});
  REQUIRE(chunker);
  LeadChunk chunk;
  while (chunker->next(chunk)) {
  }
  CHECK(chunker->offset() == 13);
  CHECK(chunker->hash() == pick::hash(text.substr(0, 13)));

  const auto again = memory_source(text);
  auto second = LeadChunker::open(*again, {}, {.shard = {1, 2}});
  REQUIRE(second);
  while (second->next(chunk)) {
  }
  CHECK(second->hash() == pick::hash(text.substr(9)));  // where the first record of the second half begins
}

TEST_CASE("whole records reach as far as the plain reader says") {
  std::mt19937 random(7);
  const std::string_view alphabet = "\"\",,\n\n\rab";
  for (int round = 0; round < 5000; ++round) {
    std::string text;
    const std::size_t size = random() % 60;
    for (std::size_t i = 0; i < size; ++i) text += alphabet[random() % alphabet.size()];
    CAPTURE(text);
    const std::uint64_t most = 1 + random() % 6;
    const CsvExtent stretch = whole_records(text, ',', most);
    CsvExtent plain;
    CsvSplitter splitter(',');
    while (plain.rows < most && splitter.split(std::string_view(text).substr(plain.size)) == CsvStop::kLineEnd) {
      plain.size += splitter.whole_size();
      plain.lines += 1 + splitter.line_breaks();
      ++plain.rows;
    }
    CHECK(stretch.size == plain.size);
    CHECK(stretch.rows == plain.rows);
    CHECK(stretch.lines == plain.lines);
  }
}

TEST_CASE("marks are found and lines counted as they are a byte at a time") {
  std::mt19937 random(8);
  const std::string_view alphabet = "\",\nabcdefgh";
  std::vector<std::uint32_t> found;
  for (int round = 0; round < 500; ++round) {
    std::string text;
    const std::size_t size = random() % 500;
    for (std::size_t i = 0; i < size; ++i) text += alphabet[random() % (round % 2 == 0 ? alphabet.size() : 3)];
    std::vector<std::uint32_t> plain = {0xffffffffu};
    for (std::uint32_t at = 0; at < text.size(); ++at) {
      if (text.find_first_of(",\"\n", at) == at) plain.push_back(at);
    }
    found.resize(find_marks(text, ',', found));
    CHECK(found == plain);
    CHECK(count_line_feeds(text) == static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')));
  }
}

TEST_CASE("what is UTF-8 is told as it is a code point at a time") {
  std::mt19937 random(9);
  // Whole code points of each length, the edges of what is allowed, and what is not.
  const std::vector<std::string> parts = {"a",
                                          "plain text, and more of it, sixteen bytes and on",
                                          "\xC2\x80",
                                          "\xDF\xBF",
                                          "\xE0\xA0\x80",
                                          "\xED\x9F\xBF",
                                          "\xEE\x80\x80",
                                          "\xEF\xBF\xBF",
                                          "\xF0\x90\x80\x80",
                                          "\xF4\x8F\xBF\xBF"};
  const std::vector<std::string> faults = {"\x80",         "\xC0\x80",         "\xC1\xBF",         "\xC2",
                                           "\xE0\x9F\xBF", "\xED\xA0\x80",     "\xE2\x82",         "\xF0\x8F\xBF\xBF",
                                           "\xF0\x90\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF"};
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    const std::size_t count = random() % 60;
    for (std::size_t i = 0; i < count; ++i) text += parts[random() % (round % 3 == 0 ? 2 : parts.size())];
    CHECK(is_utf8(text));
    text.insert(random() % (text.size() + 1), faults[random() % faults.size()]);
    CHECK(is_utf8(text) == utf8::valid(text));
  }
  for (const std::string& part : parts) CHECK(is_utf8(part));
  for (const std::string& fault : faults) {
    for (std::size_t before = 0; before < 130; ++before) CHECK_FALSE(is_utf8(std::string(before, 'x') + fault));
  }
}
