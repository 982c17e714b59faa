// What an NDJSON lead list means, line by line.

#include <string>

#include <doctest/doctest.h>

#include "leads/input.h"
#include "unit/leads_reading.h"

using namespace segue;

namespace {

ReadLeads read_json(std::string_view text, LeadOptions options = {}) {
  options.format = LeadFormat::kNdjson;
  return read_leads(text, options);
}

// The one value of variable "a" in a record that also has an id.
std::string value_of(std::string_view members) {
  const ReadLeads read = read_json("{\"id\":1," + std::string(members) + "}", {.variables = {"a"}});
  REQUIRE(read.leads.size() == 1);
  return read.leads[0].state == LeadState::kReady ? read.leads[0].values[0] : "(" + read.leads[0].code + ")";
}

bool has(const std::string& text, std::string_view words) {
  return text.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("an object a line gives a lead with its place") {
  const ReadLeads read = read_json("{\"id\":\"x\",\"a\":\"1\"}\r\n{\"id\":\"y\"}", {.variables = {"a"}});
  REQUIRE(read.errors.empty());
  REQUIRE(read.leads.size() == 2);
  CHECK(read.leads[0] == ReadLead{.line = 1, .raw = "{\"id\":\"x\",\"a\":\"1\"}", .key = "x", .values = {"1"}});
  CHECK(read.leads[1] ==
        ReadLead{.row = 1, .line = 2, .offset = 20, .raw = "{\"id\":\"y\"}", .key = "y", .values = {""}});
  CHECK(read.columns.empty());
  CHECK(read.variable_columns == Texts{"a"});
  CHECK(read.key_column == "id");
}

TEST_CASE("strings are unescaped, numbers stand as written, true and false are text, null is blank") {
  CHECK(value_of(R"("a":"x\n\u00e9\ud83d\ude80\"")") == "x\n\xC3\xA9\xF0\x9F\x9A\x80\"");
  CHECK(value_of(R"("a":1.50)") == "1.50");
  CHECK(value_of(R"("a":-0E+2)") == "-0E+2");
  CHECK(value_of(R"("a":123456789012345678901234567890)") == "123456789012345678901234567890");
  CHECK(value_of(R"("a":1e999)") == "1e999");
  CHECK(value_of(R"("a":true)") == "true");
  CHECK(value_of(R"("a":false)") == "false");
  CHECK(value_of(R"("a":null)") == "");
  CHECK(value_of(R"("b":1)") == "");
}

TEST_CASE("an object or array rejects the record only where it is asked for") {
  CHECK(value_of(R"("a":{})") == "(bad-value)");
  CHECK(value_of(R"("a":[1])") == "(bad-value)");
  CHECK(value_of(R"("b":[1],"c":{},"a":1)") == "1");
  const ReadLeads read = read_json(R"({"id":1,"a":[]})", {.variables = {"a"}});
  REQUIRE(read.leads.size() == 1);
  CHECK(has(read.leads[0].message, "\"a\""));
  CHECK(has(read.leads[0].message, "an array"));
  CHECK(read.leads[0].key == "1");
  CHECK(read.leads[0].values == Texts{""});
}

TEST_CASE("data is looked into first, then the top, exactly before loosely") {
  CHECK(value_of(R"("a":"top","data":{"a":"data"})") == "data");
  CHECK(value_of(R"("a":"top","data":{"A":"loose data"})") == "top");
  CHECK(value_of(R"("A":"loose top","data":{"_a":"loose data"})") == "loose data");
  CHECK(value_of(R"("A":"loose top","data":{"b":"x"})") == "loose top");
  CHECK(value_of(R"("a":"top","data":{"a":null})") == "");  // found, and blank
  CHECK(value_of(R"("a":"top","data":"no object")") == "top");
  CHECK(value_of(R"("a":"top","data":["a"])") == "top");
  CHECK(value_of(R"("a":"top","data":{"data":{"a":"deeper"}})") == "top");
}

TEST_CASE("a name that is asked for must not be written twice in one object") {
  CHECK(value_of(R"("a":1,"a":1)") == "(bad-json)");
  CHECK(value_of(R"("data":{"a":1,"\u0061":2})") == "(bad-json)");
  CHECK(value_of(R"("A":1,"A":2)") == "(bad-json)");
  CHECK(value_of(R"("data":{},"data":{"a":1})") == "(bad-json)");
  CHECK(value_of(R"("b":1,"b":2,"a":"once")") == "once");
  CHECK(value_of(R"("a":1,"data":{"a":2})") == "2");
  const ReadLeads read = read_json(R"({"id":1,"id":2})");
  REQUIRE(read.leads.size() == 1);
  CHECK(read.leads[0].code == "bad-json");
  CHECK(has(read.leads[0].message, "\"id\" is written twice"));
}

TEST_CASE("a name that two members fit loosely rejects the record") {
  CHECK(value_of(R"("A":1,"_a":2)") == "(bad-value)");
  CHECK(value_of(R"("A":1,"_a":2,"a":"exact")") == "exact");
  CHECK(value_of(R"("A":1,"data":{"A":2})") == "2");
}

TEST_CASE("a member said outright is taken by its very name") {
  const LeadOptions options{.variables = {"a", "b"}, .columns = {{"a", "Firm"}}};
  const ReadLeads read =
      read_json("{\"id\":1,\"a\":\"x\",\"Firm\":\"y\",\"B\":\"z\"}\n{\"id\":2,\"firm\":\"y\"}", options);
  REQUIRE(read.leads.size() == 2);
  CHECK(read.variable_columns == Texts{"Firm", "b"});
  CHECK(read.leads[0].values == Texts{"y", "z"});
  CHECK(read.leads[1].values == Texts{"", ""});
}

TEST_CASE("what is not one object a line is rejected with its reason and place") {
  const ReadLeads read = read_json(
      "{\"id\":1}\n{\"id\":1,}\n{\"id\":1} "
      "x\n[1]\n5\n\"x\"\n{\"id\":\"\\ud800\"}\n{\"id\":\"\\x\"}\n{'id':1}\nnull\n{\"id\":1");
  REQUIRE(fates_of(read) == Texts{"ready", "bad-json", "bad-json", "bad-json", "bad-json", "bad-json", "bad-json",
                                  "bad-json", "bad-json", "bad-json", "bad-json"});
  CHECK(has(read.leads[1].message, "at offset 8"));
  CHECK(has(read.leads[3].message, "found an array"));
  CHECK(has(read.leads[4].message, "found a number"));
  for (const ReadLead& lead : read.leads) CHECK(lead.fields.empty());
}

TEST_CASE("a NUL byte is no JSON") {
  using namespace std::string_literals;
  CHECK(fates_of(read_json("{\"id\":1}\n{\"id\":2}\0\n"s)) == Texts{"ready", "bad-json"});
}

TEST_CASE("deep nesting harms only a value that is asked for") {
  const std::string deep = std::string(10'000, '[') + std::string(10'000, ']');
  CHECK(value_of("\"b\":" + deep + ",\"a\":1") == "1");
  CHECK(value_of("\"a\":" + deep) == "(bad-value)");
}

TEST_CASE("blank lines are skipped and have row numbers") {
  const ReadLeads read = read_json("\n{\"id\":1}\n  \t\r\n\xC2\xA0\n{\"id\":2}\n");
  REQUIRE(fates_of(read) == Texts{"skipped", "ready", "skipped", "skipped", "ready"});
  CHECK(read.leads[4].row == 4);
  CHECK(read.leads[4].line == 5);
}

TEST_CASE("a line of exactly max_record bytes is taken and one of a byte more is not") {
  const std::string fits = "{\"id\":\"" + std::string(11, 'x') + "\"}";
  REQUIRE(fits.size() == 20);
  for (const std::string line_end : {"\n", "\r\n", ""}) {
    CAPTURE(line_end);
    CHECK(fates_of(read_json(fits + line_end, {.key = "id", .max_record = 20})) == Texts{"ready"});
    const ReadLeads read = read_json(" " + fits + line_end, {.key = "id", .max_record = 20});
    REQUIRE(fates_of(read) == Texts{"too-long"});
    CHECK(read.leads[0].raw == (" " + fits).substr(0, 20));
  }
  const ReadLeads read = read_json(std::string(1'000'000, 'x') + "\n{\"id\":1}\n", {.key = "id", .max_record = 20});
  REQUIRE(fates_of(read) == Texts{"too-long", "ready"});
  CHECK(read.leads[1].line == 2);
  CHECK(read.leads[1].offset == 1'000'001);
}

TEST_CASE("the first line that is an object decides what the key is") {
  const ReadLeads read = read_json(
      "no "
      "json\n\n{\"email\":\"e1\",\"external_id\":\"x1\"}\n{\"id\":1,\"externalId\":\"x2\",\"email\":\"e2\"}\n{"
      "\"email\":\"e3\"}\n");
  CHECK(read.key_column == "external_id");
  REQUIRE(fates_of(read) == Texts{"bad-json", "skipped", "ready", "ready", "blank-key"});
  CHECK(read.leads[2].key == "x1");
  CHECK(read.leads[3].key == "x2");  // loosely the same
  CHECK(has(read.leads[4].message, "external_id"));
}

TEST_CASE("a first object without any key is refused") {
  const ReadLeads read = read_json("{\"name\":1,\"data\":{\"company\":2}}\n{\"id\":1}\n");
  CHECK(read.code() == "no-key");
  CHECK(read.errors[0].setting == "key");
  CHECK(read.says("company"));
  CHECK(read.says("name"));
}

TEST_CASE("a list without any object is no reason to refuse") {
  CHECK(read_json("").errors.empty());
  CHECK(fates_of(read_json("x\n\n")) == Texts{"bad-json", "skipped"});
}

TEST_CASE("where the look-ahead has no object, the first one further on decides") {
  std::string text;
  while (text.size() <= kLookAhead) text += "x\n";
  const std::size_t before = text.size() / 2;
  text += "{\"name\":1}\n{\"username\":\"u\"}\n";
  const ReadLeads read = read_json(text);
  REQUIRE(read.leads.size() == before + 2);
  CHECK(read.leads[before].code == "blank-key");
  CHECK(read.leads[before + 1].key == "u");
  CHECK(read.key_column == "username");
}

TEST_CASE("the key is looked for where variables are, and must not be blank") {
  const ReadLeads read = read_json(
      "{\"id\":\"top\",\"data\":{\"id\":\"data\"}}\n{\"id\":\" \"}\n{\"id\":null}\n{}\n{\"id\":[1]}\n{\"ID\":true}\n");
  REQUIRE(fates_of(read) == Texts{"ready", "blank-key", "blank-key", "blank-key", "bad-value", "ready"});
  CHECK(read.leads[0].key == "data");
  CHECK(read.leads[5].key == "true");
}

TEST_CASE("a key that is said is looked for record by record") {
  const ReadLeads read = read_json("{\"id\":1}\n{\"Handle\":\"h\"}\n", {.key = "handle"});
  CHECK(read.errors.empty());
  REQUIRE(fates_of(read) == Texts{"blank-key", "ready"});
  CHECK(has(read.leads[0].message, "\"handle\""));
  CHECK(has(read.leads[0].message, "absent"));
  CHECK(read.key_column == "handle");
}

TEST_CASE("in NDJSON too the key row is the row number unless a member is named so") {
  const ReadLeads numbers = read_json("x\n{\"a\":1}\n{\"row\":\"r\"}\n", {.key = "row"});
  REQUIRE(numbers.leads.size() == 3);
  CHECK(numbers.leads[1].key == "1");
  CHECK(numbers.leads[2].key == "2");
  const ReadLeads members = read_json("{\"row\":\"r\"}\n{}\n", {.key = "row"});
  REQUIRE(members.leads.size() == 2);
  CHECK(members.leads[0].key == "r");
  CHECK(members.leads[1].code == "blank-key");
}

namespace {

/// A lead by itself: "key | value, value", or the code it is refused with.
std::string alone(std::string_view json, const LeadOptions& options) {
  const auto lead = parse_lead(json, options);
  if (!lead) return lead.errors()[0].code;
  std::string text = lead->key + " |";
  for (const std::string& value : lead->values) text += " " + value + ",";
  return text;
}

/// The same of a list that has this line only.
std::string in_a_list(std::string_view json, LeadOptions options) {
  options.format = LeadFormat::kNdjson;
  const ReadLeads read = read_leads(json, options);
  if (!read.errors.empty()) return read.errors[0].code;
  REQUIRE(read.leads.size() == 1);
  if (read.leads[0].state == LeadState::kRejected) return read.leads[0].code;
  std::string text = read.leads[0].key + " |";
  for (const std::string& value : read.leads[0].values) text += " " + value + ",";
  return text;
}

}  // namespace

TEST_CASE("a lead by itself is read as a line of a list is") {
  const LeadOptions options = {.variables = {"first-name", "company"}};
  for (const std::string_view json :
       {R"({"id":7,"First Name":"Anna","company":null})",
        R"({"data":{"first-name":"A\u00e9"},"first-name":"B","id":"x"})",
        R"({"id":"1","first_name":"A","First-Name":"B"})", R"({"id":"1","company":["x"]})", R"({"id":" "})", R"({})",
        R"({"id":"1","id":"2"})", R"({"id":"1","data":1,"data":2})", R"({"id":{}})", R"([])", R"({"id":1)", R"(7)",
        "{\"id\":\"\xFF\"}", R"({"email":"a@b","company":true,"first-name":1.50})"}) {
    CAPTURE(json);
    CHECK(alone(json, options) == in_a_list(json, options));
  }
  LeadOptions mapped = options;
  mapped.key = "handle";
  mapped.columns = {{"company", "Account"}};
  CHECK(alone(R"({"Handle":"@x","Account":"A","company":"B"})", mapped) == "@x | , A,");
  CHECK(alone(R"({"id":"1"})", mapped) == "blank-key");
}

TEST_CASE("a lead by itself may have line breaks, and with the key row it needs no key") {
  CHECK(alone("{\r\n \"id\" :\n\"1\"}\n", {}) == "1 |");
  CHECK(alone(R"({"a":"x"})", {.variables = {"a"}}) == "no-key");
  CHECK(alone(R"({"a":"x"})", {.variables = {"a"}, .key = "row"}) == " | x,");
  CHECK(alone(R"({"row":"r","a":"x"})", {.variables = {"a"}, .key = "row"}) == "r | x,");
  CHECK(parse_lead("[1]", {}).errors()[0].message == "expected an object, found an array");
}
