// How lead lists are read: in chunks of any size, in memory that does not grow, in linear time.

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "leads/csv/boundaries.h"
#include "leads/csv/splitter.h"
#include "leads/read_buffer.h"
#include "reference/choppy_source.h"
#include "reference/plain_csv.h"
#include "unit/leads_reading.h"

using namespace segue;
using reference::ChoppySource;

namespace {

const std::vector<std::vector<std::size_t>> kPieces = {{1}, {2}, {3, 1, 7}, {64}, {1000, 1}};

void check_pieces(const std::string& text, const LeadOptions& options) {
  const ReadLeads whole = read_leads(text, options);
  REQUIRE(whole.errors.empty());
  for (const std::vector<std::size_t>& sizes : kPieces) {
    CAPTURE(sizes.front());
    ChoppySource source(text, sizes);
    const ReadLeads read = read_leads(source, options);
    CHECK(read.columns == whole.columns);
    CHECK(read.leads == whole.leads);
  }
}

void check_against_reference(const std::string& text, std::size_t max_record, std::size_t read_size) {
  using Fate = reference::PlainCsvRecord::Fate;
  const auto source = memory_source(text);
  ReadBuffer buffer(*source, read_size);
  CsvBoundaries boundaries(buffer, {}, max_record);
  CsvSplitter splitter({});
  Record record;
  for (const reference::PlainCsvRecord& plain : reference::plain_csv(text, ',', max_record)) {
    CAPTURE(plain.offset);
    REQUIRE(boundaries.next(record));
    REQUIRE(record.raw == plain.raw);
    REQUIRE(record.offset == plain.offset);
    REQUIRE(record.line == plain.line);
    REQUIRE(record.is_broken == (plain.fate == Fate::kOpenQuote || plain.fate == Fate::kTooLong));
    REQUIRE(record.broken.too_long == (plain.fate == Fate::kTooLong));
    REQUIRE(record.broken.quote_line == plain.quote_line);
    splitter.split(record.raw);
    REQUIRE(Texts(splitter.fields().begin(), splitter.fields().end()) == plain.fields);
    REQUIRE((splitter.bad_field() != CsvSplitter::kNone && !record.is_broken) ==
            (plain.fate == Fate::kTextBehindQuote));
  }
  CHECK_FALSE(boundaries.next(record));
}

struct Cost {
  std::uint64_t records = 0;
  std::uint64_t steps = 0;  ///< bytes looked at
};

/// What it costs to find all records of a text, one by one or as a chunker does.
Cost cost_of(const std::string& text, std::size_t max_record, bool in_chunks) {
  const auto source = memory_source(text);
  ReadBuffer buffer(*source);
  CsvBoundaries boundaries(buffer, {}, max_record);
  Cost cost;
  Record record;
  while (true) {
    if (in_chunks) {
      if (buffer.held().empty()) buffer.more();
      const std::size_t most = std::min(max_record, std::size_t{10'000});
      const RecordExtent whole = boundaries.whole_records(buffer.held().substr(0, most), 1'000'000);
      buffer.drop(whole.size);
      boundaries.pass(whole);
      cost.records += whole.rows;
      if (whole.rows > 0) continue;
      boundaries.leave_line();
    }
    if (!boundaries.next(record)) break;
    ++cost.records;
  }
  cost.steps = boundaries.steps();
  return cost;
}

std::string repeated(std::string_view line, std::size_t size) {
  std::string text;
  while (text.size() < size) text += line;
  return text;
}

}  // namespace

TEST_CASE("it is all the same in what chunks the bytes come") {
  check_pieces(
      "id,first-name,b\r\n1,Anna,x\r\n2,\"a\r\nb\"\"c\",\"\"\r\n\r\n3\n4,a,b,c\n5,\"x\"y,z\n6,\xD0\x9E\xD0\xBB,"
      "\xF0\x9F\x9A\x80\n7,"
      "\"open\n8,x,y",
      {.variables = {"first-name"}});
  check_pieces("id,a\n1," + std::string(100, 'x') + "\r\n2,y\n3,\"" + std::string(30, '\n') + "\n4,\"\n\"\n",
               {.max_record = 20});
  check_pieces(
      "\xEF\xBB\xBF{\"id\":1}\r\n\n{\"id\":\"\xD0\x9E\"}\nx\n{\"id\":" + std::string(60, '1') + "}\r\n{\"id\":2}",
      {.format = LeadFormat::kNdjson, .max_record = 40});
}

TEST_CASE("a CRLF may lie across the edge of a buffer") {
  for (std::size_t read_size = 1; read_size < 24; ++read_size) {
    check_against_reference("id,a\r\n1,x\r\n2,\"y\"\r\n3,\"\r\n\"\r\n\r\n4\r", 1000, read_size);
  }
}

TEST_CASE("a quote may open in one buffer and close three buffers later") {
  const std::string text =
      "id,a\n1,\"" + std::string(100, 'x') + "\n" + std::string(100, 'y') + "\"\"" + "z\",b\n2,c\n";
  for (const std::size_t read_size : {16u, 50u, 64u, 70u, 100u}) {
    check_against_reference(text, 1000, read_size);
    check_against_reference(text, 150, read_size);
  }
}

TEST_CASE("random records fare as in the reference") {
  std::mt19937 random(20240501);
  const std::string_view alphabet = "\"\"\",,\n\n\rab";
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    const std::size_t size = random() % 80;
    for (std::size_t i = 0; i < size; ++i) text += alphabet[random() % alphabet.size()];
    CAPTURE(text);
    check_against_reference(text, 1 + random() % 40, 1 + random() % 20);
    check_against_reference(text, 0, 4);
  }
}

TEST_CASE("lines that each open a quote to the end cost linear work") {
  // Each line alone opens a quote that the next one closes, and opens again: no quote ever closes for good.
  const std::string_view line = "a\",\"\n";
  for (const bool in_chunks : {false, true}) {
    for (const std::size_t max_record : {std::size_t{1} << 20, std::size_t{1000}, std::size_t{1} << 30}) {
      CAPTURE(max_record);
      const std::string text = repeated(line, 3'000'000);
      const Cost cost = cost_of(text, max_record, in_chunks);
      CHECK(cost.records == text.size() / line.size());
      CHECK(cost.steps < 8 * text.size());
      const Cost half = cost_of(text.substr(0, text.size() / 2), max_record, in_chunks);
      CHECK(cost.steps < half.steps * 22 / 10);
    }
  }
}

TEST_CASE("one open quote at the start costs linear work") {
  const std::string text = "1,\"x\n" + repeated("2,Anna,Alder Labs\n", 5'000'000);
  for (const bool in_chunks : {false, true}) {
    const Cost cost = cost_of(text, std::size_t{1} << 20, in_chunks);
    CHECK(cost.steps < 5 * text.size());
    CHECK(cost.records > 200'000);
  }
}

TEST_CASE("quotes that close on the line after next cost linear work") {
  const std::string text = repeated("\"\n\n\n\",\"\n", 4'000'000);
  for (const bool in_chunks : {false, true}) CHECK(cost_of(text, 1000, in_chunks).steps < 8 * text.size());
}

TEST_CASE("random texts cost linear work, whatever is given up in them") {
  std::mt19937 random(20261128);
  const std::vector<std::string> parts = {"\"", "\"", ",", "\n", "a,b\n", "\",\"\n", "\"\"", "some text"};
  for (int round = 0; round < 20; ++round) {
    std::string text;
    while (text.size() < 300'000) text += parts[random() % (2 + random() % (parts.size() - 1))];
    for (const std::size_t max_record : {std::size_t{200}, std::size_t{5000}, std::size_t{1} << 20}) {
      const Cost one_by_one = cost_of(text, max_record, false);
      const Cost in_chunks = cost_of(text, max_record, true);
      CHECK(one_by_one.steps < 8 * text.size());
      CHECK(in_chunks.steps < 8 * text.size());
      CHECK(one_by_one.records == in_chunks.records);
    }
  }
}

TEST_CASE("memory does not grow with the number of records") {
  const std::string text = "id,a\n" + repeated("1,Anna\n2,\"Ben\nof two lines\"\n", 5'000'000);
  ChoppySource source(text, {5000, 70'000, 1});
  ReadBuffer buffer(source);
  CsvBoundaries boundaries(buffer, {}, 1000);
  Record record;
  std::size_t most = 0;
  while (boundaries.next(record)) most = std::max(most, buffer.capacity());
  CHECK(most <= 2 * 1000 + 2 * (std::size_t{64} << 10) + 8);
}

TEST_CASE("memory does not grow with the length of a line that is too long") {
  for (const std::string_view start : {"x", "\""}) {
    const std::string text = "id,a\n1," + std::string(start) + std::string(20'000'000, 'y') + "\n2,z\n";
    const auto source = memory_source(text);
    ReadBuffer buffer(*source);
    CsvBoundaries boundaries(buffer, {}, 10'000);
    Record record;
    std::vector<std::string> raws;
    std::size_t most = 0;
    while (boundaries.next(record)) {
      raws.emplace_back(record.raw.substr(0, 10));
      most = std::max(most, buffer.capacity());
    }
    CHECK(raws.size() == 3);
    CHECK(raws.back() == "2,z");
    CHECK(most <= 2 * 10'000 + 2 * (std::size_t{64} << 10) + 8);
  }
}

TEST_CASE("a buffer moves over its source and grows to what is held") {
  const std::string text = repeated("0123456789", 10'000);
  ChoppySource source(text, {7});
  ReadBuffer buffer(source, 16);
  std::string seen;
  while (buffer.more()) {
    CHECK(buffer.offset() == seen.size());
    while (buffer.held().size() >= 5) {
      seen += buffer.held().substr(0, 5);
      buffer.drop(5);
    }
  }
  CHECK(buffer.ended());
  CHECK(seen == text);
  CHECK(buffer.capacity() <= 2 * 16 + 16);

  const auto whole = memory_source(text);
  ReadBuffer grown(*whole, 16);
  grown.hold(5000);
  CHECK(grown.held().size() >= 5000);
  CHECK(grown.held() == std::string_view(text).substr(0, grown.held().size()));
  CHECK(grown.capacity() <= 2 * 5000 + 2 * 16);
  grown.hold(text.size() + 1);
  CHECK(grown.held() == text);
}

TEST_CASE("a record is given as soon as its line end has come") {
  // The source is asked for no more than it takes.
  struct Counting : Source {
    Read read(std::span<char> room) override {
      ++reads;
      return {.size = std::string_view("1,x\n").copy(room.data(), room.size())};
    }
    [[nodiscard]] std::string_view name() const override { return "counting"; }
    int reads = 0;
  } source;
  ReadBuffer buffer(source);
  CsvBoundaries boundaries(buffer, {}, 1000);
  Record record;
  for (int i = 1; i <= 3; ++i) {
    REQUIRE(boundaries.next(record));
    CHECK(source.reads == i);
  }
}

TEST_CASE("a source that fails gives its whole records first, and then its problem") {
  for (const LeadFormat format : {LeadFormat::kCsv, LeadFormat::kNdjson}) {
    const bool is_csv = format == LeadFormat::kCsv;
    const std::string text = is_csv ? "id,a\n1,x\n2,y\n3,cu" : "{\"id\":1}\n{\"id\":2}\n{\"id\":3}";
    for (const std::size_t size : {1u, 100u}) {
      ChoppySource source(text, {size}, "the disk is gone");
      const ReadLeads read = read_leads(source, {.format = format});
      REQUIRE(fates_of(read) == Texts{"ready", "ready"});
      CHECK(read.problem == "choppy.csv: the disk is gone");
    }
  }
}

TEST_CASE("a source that fails inside the header is refused") {
  ChoppySource source("id,a", {100}, "the disk is gone");
  const ReadLeads read = read_leads(source);
  CHECK(read.code() == "unreadable-file");
  CHECK(read.says("choppy.csv: the disk is gone"));
}

TEST_CASE("a reader can be moved between two records") {
  const auto source = memory_source("id\n1\n2\n");
  auto opened = LeadReader::open(*source, {});
  REQUIRE(opened);
  Lead lead;
  REQUIRE(opened->next(lead));
  LeadReader moved = std::move(*opened);
  REQUIRE(moved.next(lead));
  CHECK(lead.key == "2");
  CHECK_FALSE(moved.next(lead));
  CHECK_FALSE(moved.next(lead));
}
