// Leads are UTF-8, and what is not is refused or rejected.

#include <string>

#include <doctest/doctest.h>

#include "leads/input.h"
#include "unit/leads_reading.h"

using namespace segue;

TEST_CASE("a byte order mark is passed over, and offsets count it") {
  const ReadLeads read = read_leads("\xEF\xBB\xBFid,a\n1,x\n");
  REQUIRE(read.leads.size() == 1);
  CHECK(read.columns == Texts{"id", "a"});
  CHECK(read.leads[0].offset == 8);
  CHECK(read.leads[0].line == 2);
  const ReadLeads quoted = read_leads("\xEF\xBB\xBF\"id\",a\n");
  CHECK(quoted.columns == Texts{"id", "a"});
  const ReadLeads json = read_leads("\xEF\xBB\xBF{\"id\":1}\n", {.format = LeadFormat::kNdjson});
  REQUIRE(json.leads.size() == 1);
  CHECK(json.leads[0].offset == 3);
  CHECK(json.leads[0].raw == "{\"id\":1}");
}

TEST_CASE("UTF-16 is refused with the way out") {
  for (const std::string mark : {"\xFF\xFE", "\xFE\xFF"}) {
    const ReadLeads read = read_leads(mark + "i d");
    CHECK(read.code() == "bad-encoding");
    CHECK(read.says("iconv -f utf-16 -t utf-8"));
  }
}

TEST_CASE("bytes that are not UTF-8 in the first MiB are refused, with their place and the way out") {
  const ReadLeads read = read_leads("id,a\n1,x\n2,caf\xE9\n");
  CHECK(read.code() == "bad-encoding");
  CHECK(read.says("leads.csv"));
  CHECK(read.says("offset 14"));
  CHECK(read.says("line 3"));
  CHECK(read.says("iconv -f windows-1252 -t utf-8"));
  REQUIRE(read.errors.size() == 1);
  CHECK(read.errors[0].range.begin.offset == 14);
  CHECK(read.errors[0].range.begin.line == 3);
  CHECK(read_leads("{\"id\":\"\xFF\"}", {.format = LeadFormat::kNdjson}).code() == "bad-encoding");
  CHECK(read_leads("id,\xD0").code() == "bad-encoding");  // cut by the end of the file
}

TEST_CASE("a character that lies across the edge of the first MiB is no reason to refuse") {
  const std::string_view rocket = "\xF0\x9F\x9A\x80";
  for (std::size_t before = 0; before <= 4; ++before) {
    std::string text = "id,a\n";
    while (text.size() < kLookAhead - 100) text += "1,xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n";
    text += "2,";
    text.append(kLookAhead - before - text.size(), 'y');
    text += rocket;
    text += "\n3,z\n";
    const ReadLeads read = read_leads(text);
    CHECK(read.errors.empty());
    REQUIRE_FALSE(read.leads.empty());
    CHECK(read.leads.back().state == LeadState::kReady);
    CHECK(read.leads[read.leads.size() - 2].state == LeadState::kReady);
    CHECK(read.leads[read.leads.size() - 2].raw.ends_with(rocket));

    std::string wrong = text;
    wrong[kLookAhead - 1] = '\xFF';
    CHECK(read_leads(wrong).code() == "bad-encoding");
  }
}

TEST_CASE("further on a record that is not UTF-8 is rejected alone, naming the byte") {
  std::string text = "id,a\n";
  while (text.size() < kLookAhead) text += "1,xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n";
  text += "2,caf\xE9\n3,caf\xC3\xA9\n4,\xED\xA0\x80\n\xFF,5\n6,\xD0";
  for (const std::size_t size : {std::size_t{1}, std::size_t{1000}, std::size_t{1} << 22}) {
    reference::ChoppySource source(text, {size});
    const ReadLeads read = read_leads(source);
    REQUIRE(read.leads.size() > 5);
    const std::vector<ReadLead> last(read.leads.end() - 5, read.leads.end());
    CHECK(last[0].code == "bad-encoding");
    CHECK(last[0].message.find("0xE9 at offset 5") != std::string::npos);
    CHECK(last[0].key == "2");
    CHECK(last[1].state == LeadState::kReady);
    CHECK(last[2].code == "bad-encoding");
    CHECK(last[2].message.find("offset 2") != std::string::npos);
    CHECK(last[3].code == "bad-encoding");
    CHECK(last[3].key.empty());  // the key itself is what cannot be read
    CHECK(last[4].code == "bad-encoding");
  }
}

TEST_CASE("further on a line of JSON that is not UTF-8 is rejected alone") {
  std::string text;
  while (text.size() < kLookAhead) text += "{\"id\":1,\"a\":\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"}\n";
  text += "{\"id\":\"\xE9\"}\n{\"id\":2}\n";
  const ReadLeads read = read_leads(text, {.format = LeadFormat::kNdjson});
  REQUIRE(read.leads.size() > 2);
  CHECK(read.leads[read.leads.size() - 2].code == "bad-encoding");
  CHECK(read.leads[read.leads.size() - 2].message.find("offset 7") != std::string::npos);
  CHECK(read.leads.back().state == LeadState::kReady);
}
