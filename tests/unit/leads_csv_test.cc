// What a CSV or TSV lead list means, record by record.

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "unit/leads_reading.h"

using namespace segue;

namespace {

bool has(const std::string& text, std::string_view words) {
  return text.find(words) != std::string::npos;
}

using Records = std::vector<Texts>;

}  // namespace

TEST_CASE("a record gives its key, its values in the order asked for, its fields and its place") {
  const ReadLeads read =
      read_leads("id,first-name,company\n7,Anna,Alder\n8,Ben,Basalt\n", {.variables = {"company", "first-name"}});
  REQUIRE(read.errors.empty());
  CHECK(read.columns == Texts{"id", "first-name", "company"});
  CHECK(read.variable_columns == Texts{"company", "first-name"});
  CHECK(read.key_column == "id");
  REQUIRE(read.leads.size() == 2);
  CHECK(read.leads[0] == ReadLead{.row = 0,
                                  .line = 2,
                                  .offset = 22,
                                  .raw = "7,Anna,Alder",
                                  .key = "7",
                                  .values = {"Alder", "Anna"},
                                  .fields = {"7", "Anna", "Alder"}});
  CHECK(read.leads[1].row == 1);
  CHECK(read.leads[1].line == 3);
  CHECK(read.leads[1].offset == 35);
  CHECK(read.leads[1].values == Texts{"Basalt", "Ben"});
  CHECK(read.problem.empty());
}

TEST_CASE("quoted fields hold delimiters, doubled quotes and line breaks") {
  const ReadLeads read =
      read_leads("id,a,b\n1,\"x,y\",\"say \"\"hi\"\"\"\n2,\"two\nlines\",\"\"\n\"3\",\"\"\"\",\"a\r\nb\"\n");
  REQUIRE(fates_of(read) == Texts{"ready", "ready", "ready"});
  CHECK(fields_of(read) == Records{{"1", "x,y", "say \"hi\""}, {"2", "two\nlines", ""}, {"3", "\"", "a\r\nb"}});
}

TEST_CASE("several doubled quotes in one record keep to their fields") {
  const ReadLeads read = read_leads("id,a,b\n\"\"\"1\"\"\",\"a\"\"a\"\"a\",\"\"\"\"\"\"\n");
  CHECK(fields_of(read) == Records{{"\"1\"", "a\"a\"a", "\"\""}});
  CHECK(read.leads[0].key == "\"1\"");
}

TEST_CASE("lines end with LF or CRLF, and a CR alone is data") {
  const ReadLeads read = read_leads("id,a\r\n1,x\r\n2,a\rb\n3,\"q\"\r\n4,y\r\r\n5,z\r");
  CHECK(read.columns == Texts{"id", "a"});
  CHECK(fields_of(read) == Records{{"1", "x"}, {"2", "a\rb"}, {"3", "q"}, {"4", "y\r"}, {"5", "z\r"}});
  CHECK(read.leads[0].raw == "1,x");
  CHECK(read.leads[3].raw == "4,y\r");
}

TEST_CASE("the last record may lack its line end") {
  CHECK(fields_of(read_leads("id,a\n1,x")) == Records{{"1", "x"}});
  CHECK(fields_of(read_leads("id,a\n1,\"x\"")) == Records{{"1", "x"}});
  CHECK(fields_of(read_leads("id,a\n1,")) == Records{{"1", ""}});
  CHECK(read_leads("id,a\n").leads.empty());
  CHECK(read_leads("id,a").leads.empty());
}

TEST_CASE("a line counts line breaks inside quotes too") {
  const ReadLeads read = read_leads("id,\"a\nb\"\n1,\"x\n\ny\"\n2,z\n");
  REQUIRE(read.leads.size() == 2);
  CHECK(read.leads[0].line == 3);
  CHECK(read.leads[1].line == 6);
  CHECK(read.leads[1].offset == 18);
}

TEST_CASE("a quote inside an unquoted field is data") {
  CHECK(fields_of(read_leads("id,a\n1,5\" pipe\n2,a\"\"b\n3, \"x\"\n")) ==
        Records{{"1", "5\" pipe"}, {"2", "a\"\"b"}, {"3", " \"x\""}});
}

TEST_CASE("text after a closing quote rejects the record, which ends where it would unquoted") {
  const ReadLeads read = read_leads("id,first-name,c\n1,\"Anna\"x\"y,z\n\"2\" ,b,c\n3,\"a\"\r,c\n4,ok,ok\n");
  REQUIRE(fates_of(read) == Texts{"bad-quote", "bad-quote", "bad-quote", "ready"});
  CHECK(read.leads[0].fields == Texts{"1", "\"Anna\"x\"y", "z"});
  CHECK(read.leads[0].key == "1");
  CHECK(has(read.leads[0].message, "field 2 (first-name)"));
  CHECK(has(read.leads[0].message, "x\"y"));
  CHECK(read.leads[1].key == "");  // it is the field that cannot be read
  CHECK(read.leads[1].values.empty());
}

TEST_CASE("text after a closing quote at the very end rejects the record") {
  CHECK(fates_of(read_leads("id,a\n1,\"x\"y")) == Texts{"bad-quote"});
  CHECK(fates_of(read_leads("id,a\n1,\"x\"\r")) == Texts{"bad-quote"});
}

TEST_CASE("records of blank fields are skipped and have row numbers") {
  const ReadLeads read = read_leads("id,a\n\n1,x\n,\n  ,\xC2\xA0\n\"\",\"\n\"\n\r\n,,,\n2,y\n");
  REQUIRE(fates_of(read) == Texts{"skipped", "ready", "skipped", "skipped", "skipped", "skipped", "skipped", "ready"});
  CHECK(read.leads.back().row == 7);
  CHECK(read.leads.back().key == "2");
  CHECK_FALSE(read.leads[0].was_short);
}

TEST_CASE("a short record is filled with blanks and says so") {
  const ReadLeads read = read_leads("id,a,b\n1\n2,x\n3,x,y\n", {.variables = {"b", "a"}});
  REQUIRE(fates_of(read) == Texts{"ready", "ready", "ready"});
  CHECK(fields_of(read) == Records{{"1", "", ""}, {"2", "x", ""}, {"3", "x", "y"}});
  CHECK(read.leads[0].was_short);
  CHECK(read.leads[1].was_short);
  CHECK_FALSE(read.leads[2].was_short);
  CHECK(read.leads[1].values == Texts{"", "x"});
}

TEST_CASE("a long record is rejected and says how long it is") {
  const ReadLeads read = read_leads("id,a\n1,x,y\n2,y\n", {.variables = {"a"}});
  REQUIRE(fates_of(read) == Texts{"too-wide", "ready"});
  CHECK(has(read.leads[0].message, "3 fields"));
  CHECK(has(read.leads[0].message, "2 columns"));
  CHECK(read.leads[0].fields == Texts{"1", "x", "y"});
  CHECK(read.leads[0].key == "1");
  CHECK(read.leads[0].values == Texts{""});
}

TEST_CASE("a quote that is open at the end rejects its first line, and reading resumes on the next") {
  const ReadLeads read = read_leads("id,a,b\n1,x,y\n2,\"open,y\n3,x,y\n4,x,y\n");
  REQUIRE(fates_of(read) == Texts{"ready", "bad-quote", "ready", "ready"});
  CHECK(read.leads[1].raw == "2,\"open,y");
  CHECK(read.leads[1].line == 3);
  CHECK(read.leads[1].key == "2");
  CHECK(has(read.leads[1].message, "line 3"));
  CHECK(read.leads[1].fields == Texts{"2", "open,y"});
  CHECK(read.leads[2].line == 4);
  CHECK(read.leads[3].fields == Texts{"4", "x", "y"});
}

TEST_CASE("the line named is that where the open quote opened, not that of the record") {
  const ReadLeads read = read_leads("id,a,b\n1,\"x\ny\",\"open\n2,z,z\n");
  REQUIRE(read.leads.size() == 3);
  REQUIRE(fates_of(read) == Texts{"bad-quote", "bad-quote", "ready"});
  CHECK(read.leads[0].raw == "1,\"x");
  CHECK(has(read.leads[0].message, "line 3"));
  // On its own the second line is  y",  and then a quote that opens in it.
  CHECK(read.leads[1].raw == "y\",\"open");
  CHECK(has(read.leads[1].message, "line 3"));
}

TEST_CASE("a quote open at the end of a file without a last line end rejects what is left") {
  const ReadLeads read = read_leads("id,a\n1,\"x");
  REQUIRE(fates_of(read) == Texts{"bad-quote"});
  CHECK(read.leads[0].raw == "1,\"x");
  CHECK(fates_of(read_leads("id,a\n1,\"x\"\"")) == Texts{"bad-quote"});
}

TEST_CASE("a record of exactly max_record bytes is taken and one of a byte more is not") {
  const std::string fits = "1," + std::string(18, 'x');
  for (const std::string line_end : {"\n", "\r\n", ""}) {
    CAPTURE(line_end);
    const LeadOptions options{.max_record = 20};
    CHECK(fates_of(read_leads("id,a\n" + fits + line_end, options)) == Texts{"ready"});
    const ReadLeads read = read_leads("id,a\n" + fits + "y" + line_end, options);
    REQUIRE(fates_of(read) == Texts{"too-long"});
    CHECK(read.leads[0].raw == fits);
    CHECK(read.leads[0].message.find("20 bytes") != std::string::npos);
    CHECK(read.leads[0].key == "1");
  }
}

TEST_CASE("a quoted record of exactly max_record bytes is taken and one of a byte more is not") {
  const LeadOptions options{.max_record = 20};
  for (const std::string line_end : {"\n", "\r\n", ""}) {
    CAPTURE(line_end);
    CHECK(fates_of(read_leads("id,a\n1,\"" + std::string(10, 'x') + "\n" + std::string(5, 'x') + "\"" + line_end,
                              options)) == Texts{"ready"});
    // One more: the closing quote is outside, so at twenty bytes the quote is open.
    const ReadLeads read =
        read_leads("id,a\n1,\"" + std::string(10, 'x') + "\n" + std::string(6, 'x') + "\"" + line_end, options);
    REQUIRE(fates_of(read) == Texts{"bad-quote", "ready"});
    CHECK(read.leads[0].raw == "1,\"" + std::string(10, 'x'));
    CHECK(read.leads[0].message.find("line 2") != std::string::npos);
    CHECK(read.leads[1].raw == "xxxxxx\"");
  }
}

TEST_CASE("behind a line that is too long reading resumes on the next line") {
  const ReadLeads read = read_leads("id,a\n1," + std::string(1000, 'x') + "\n2,ok\n3,\"" + std::string(1000, 'y') +
                                        "\n4,ok\n5," + std::string(50, 'z'),
                                    {.max_record = 20});
  REQUIRE(fates_of(read) == Texts{"too-long", "ready", "bad-quote", "ready", "too-long"});
  CHECK(read.leads[1].line == 3);
  CHECK(read.leads[1].raw == "2,ok");
  CHECK(read.leads[2].raw.size() == 20);
  CHECK(read.leads[3].line == 5);
  CHECK(read.leads[4].row == 4);
}

TEST_CASE("a record of several lines that grows too long outside quotes loses its first line alone") {
  const ReadLeads read = read_leads("id,a,b\n1,\"x\ny\"," + std::string(30, 'z') + "\n2,a,b\n", {.max_record = 20});
  REQUIRE(fates_of(read) == Texts{"too-long", "too-long", "ready"});
  CHECK(read.leads[0].raw == "1,\"x");
  CHECK(read.leads[1].raw == "y\"," + std::string(17, 'z'));
}

TEST_CASE("TSV is split at tabs") {
  const ReadLeads read = read_leads("id\tfirst-name\n1\tBen, Jr.\n2\t\"a\tb\"\n", {.format = LeadFormat::kTsv});
  CHECK(read.columns == Texts{"id", "first-name"});
  CHECK(fields_of(read) == Records{{"1", "Ben, Jr."}, {"2", "a\tb"}});
}

TEST_CASE("blank records before the header are passed over") {
  const ReadLeads read = read_leads("\n\r\n,,\n \nid,a\n1,x\n");
  CHECK(read.columns == Texts{"id", "a"});
  REQUIRE(read.leads.size() == 1);
  CHECK(read.leads[0].row == 0);
  CHECK(read.leads[0].line == 6);
}

TEST_CASE("a source without a readable header is refused") {
  CHECK(read_leads("").code() == "no-header");
  CHECK(read_leads("\xEF\xBB\xBF").code() == "no-header");
  CHECK(read_leads("\n\n  \n").code() == "no-header");
  CHECK(read_leads("id,\"a\n1,x\n").code() == "no-header");
  CHECK(read_leads("id,\"a\n1,x\n").says("line 1"));
  CHECK(read_leads("id,\"a\"b\n1,x\n").code() == "no-header");
  CHECK(read_leads("id,a234567890\n1,x\n", {.max_record = 10}).code() == "no-header");
  CHECK(read_leads("").says("leads.csv"));
}

TEST_CASE("the header is unquoted, and its names are kept to the byte") {
  const ReadLeads read = read_leads("id,\"First \"\"Name\"\"\", b ,\"x,\ny\"\n");
  CHECK(read.columns == Texts{"id", "First \"Name\"", " b ", "x,\ny"});
}

TEST_CASE("NUL bytes are data") {
  using namespace std::string_literals;
  CHECK(fields_of(read_leads("id,a\n1,x\0y\n2,\"\0\"\n"s)) == Records{{"1", "x\0y"s}, {"2", "\0"s}});
}

TEST_CASE("records longer than any block or shorter than one are split at the same marks") {
  for (std::size_t width = 0; width < 70; ++width) {
    const std::string field(width, 'x');
    const ReadLeads read = read_leads("id,a,b\nk" + field + ",\"" + field + "\"," + field + "\nk,,\n");
    REQUIRE(read.leads.size() == 2);
    CHECK(read.leads[0].fields == Texts{"k" + field, field, field});
    CHECK(read.leads[1].fields == Texts{"k", "", ""});
  }
}
