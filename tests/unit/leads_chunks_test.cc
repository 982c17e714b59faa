// Lead lists cut into chunks: where they may be cut, and what is known of each.

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "base/pick.h"
#include "base/utf8.h"
#include "leads/csv/boundaries.h"
#include "leads/scan.h"
#include "reference/choppy_source.h"
#include "reference/plain_leads.h"
#include "unit/leads_reading.h"

using namespace segue;
using reference::ChoppySource;
using reference::difference;
using reference::plain_leads;

namespace {

void check_shards(const std::string& text, const LeadOptions& options, std::uint32_t count, std::uint64_t rows) {
  CAPTURE(text);
  CAPTURE(count);
  ReadLeads whole = plain_leads(text, options);
  if (whole.leads.size() > rows) whole.leads.resize(rows);
  std::vector<ReadLead> all;
  for (std::uint32_t shard = 0; shard < count; ++shard) {
    const auto source = memory_source(text);
    const ReadLeads part = read_chunks(*source, options, {.chunk_size = 7, .rows = rows, .shard = {shard, count}});
    REQUIRE(part.errors.empty());
    CHECK(part.problem.empty());
    all.insert(all.end(), part.leads.begin(), part.leads.end());
  }
  CHECK(difference({.leads = all}, {.leads = whole.leads}) == "");
}

}  // namespace

TEST_CASE("the shards of a delimited list are the whole list, wherever they begin") {
  std::mt19937 random(20261125);
  const std::string_view alphabet = "\"\",,,\n\n\rab ";
  for (int round = 0; round < 4000; ++round) {
    std::string text = "id,a,b\n";
    const std::size_t size = random() % 120;
    for (std::size_t i = 0; i < size; ++i) text += alphabet[random() % alphabet.size()];
    check_shards(text, {.variables = {"b"}, .max_record = 6 + random() % 60}, 1 + random() % 4,
                 random() % 2 == 0 ? 1000 : random() % 5);
  }
}

TEST_CASE("the shards of an NDJSON list are the whole list, wherever they begin") {
  const std::string text = "{\"a\":1}\r\n\n{\"id\":\"\xD0\x9E\"}\nx\n{\"id\":" + std::string(60, '1') +
                           "}\r\n{\"id\":2,\"data\":{\"b\":\"\\n\"}}\n{\"id\":4}\r";
  for (std::uint32_t count = 1; count < 9; ++count) {
    check_shards(text, {.format = LeadFormat::kNdjson, .variables = {"b"}, .key = "id"}, count, 1000);
    check_shards(text, {.format = LeadFormat::kNdjson, .variables = {"b"}, .key = "id", .max_record = 40}, count, 5);
  }
}

TEST_CASE("a key that no record within the look-ahead decides is decided by the first that can") {
  std::string text(std::size_t{1} << 20, '\n');
  text += "{\"a\":1}\n[]\n{\"username\":\"u\"}\n{\"id\":1,\"username\":\"v\"}\n";
  const LeadOptions options{.format = LeadFormat::kNdjson};
  const auto source = memory_source(text);
  const ReadLeads cut = read_chunks(*source, options, {.chunk_size = 1000});
  REQUIRE(cut.leads.size() > 4);
  CHECK(cut.leads.back().key == "v");
  CHECK(difference(cut, plain_leads(text, options)) == "");
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

TEST_CASE("whole records reach as far as records are whole one by one") {
  std::mt19937 random(7);
  const std::string_view alphabet = "\"\",,\n\n\rab";
  for (int round = 0; round < 5000; ++round) {
    std::string text;
    const std::size_t size = random() % 60;
    for (std::size_t i = 0; i < size; ++i) text += alphabet[random() % alphabet.size()];
    CAPTURE(text);
    const std::uint64_t most = 1 + random() % 6;
    CsvScan scan;
    const RecordExtent extent = scan_records(scan, text, {}, most);
    RecordExtent plain;
    CsvState state = CsvState::kFieldStart;
    std::uint64_t lines = 0;
    std::size_t at = 0;
    while (at < text.size() && plain.rows < most) {
      const CsvByte byte = kind_of(text[at++], {});
      lines += byte == CsvByte::kLineFeed ? 1 : 0;
      if (ends_record(state, byte)) plain = {.size = at, .rows = plain.rows + 1, .lines = lines};
      state = after(state, byte);
    }
    CHECK(extent.size == plain.size);
    CHECK(extent.rows == plain.rows);
    CHECK(extent.lines == plain.lines);
    CHECK(scan.state == state);
    CHECK(scan.offset == at);
    CHECK(scan.line == 1 + lines);
  }
}

TEST_CASE("a scan that is interrupted anywhere goes on as if it had not been") {
  const std::string text = "a,\"b\"\"c\nd\",\"\"\r\n\"open\n,x";
  CsvScan whole;
  scan_records(whole, text, {}, 100);
  for (std::size_t cut = 0; cut <= text.size(); ++cut) {
    CsvScan scan;
    const std::uint64_t rows =
        scan_records(scan, text.substr(0, cut), {}, 100).rows + scan_records(scan, text.substr(cut), {}, 100).rows;
    CHECK(rows == 1);
    CHECK(scan.state == whole.state);
    CHECK(scan.offset == whole.offset);
    CHECK(scan.line == whole.line);
    CHECK(scan.quote_offset == whole.quote_offset);
    CHECK(scan.quote_line == whole.quote_line);
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
