// How variables and keys find their columns.

#include <string>

#include <doctest/doctest.h>

#include "leads/columns.h"
#include "unit/leads_reading.h"

using namespace segue;

TEST_CASE("a variable takes the column of its exact name before any that is loosely equal") {
  const ReadLeads read =
      read_leads("id,First Name,first-name\n1,loose,exact\n", {.variables = {"first-name", "First Name"}});
  REQUIRE(read.leads.size() == 1);
  CHECK(read.leads[0].values == Texts{"exact", "loose"});
}

TEST_CASE("a variable takes the one column that is loosely equal") {
  const ReadLeads read = read_leads("id,First_Name\n1,Anna\n", {.variables = {"first-name", "firstname"}});
  REQUIRE(read.leads.size() == 1);
  CHECK(read.variable_columns == Texts{"First_Name", "First_Name"});
  CHECK(read.leads[0].values == Texts{"Anna", "Anna"});
}

TEST_CASE("a variable that no column fits is blank") {
  const ReadLeads read = read_leads("id,\n1,x\n", {.variables = {"company", "-"}});
  REQUIRE(read.leads.size() == 1);
  CHECK(read.variable_columns == Texts{"", ""});
  CHECK(read.leads[0].values == Texts{"", ""});
}

TEST_CASE("two columns that fit a variable equally well are refused") {
  const ReadLeads read = read_leads("id,First Name,first_name\n", {.variables = {"first-name"}});
  CHECK(read.code() == "duplicate-column");
  CHECK(read.says("First Name"));
  CHECK(read.says("first_name"));
  CHECK(read.says("column 2"));
  CHECK(read.says("column 3"));
}

TEST_CASE("a column that stands twice is refused only where it is asked for") {
  const std::string text = "id,a,b,a,\n1,x,y,z,\n";
  CHECK(read_leads(text, {.variables = {"b"}}).errors.empty());
  const ReadLeads read = read_leads(text, {.variables = {"a"}});
  CHECK(read.code() == "duplicate-column");
  CHECK(read.says("column 2"));
  CHECK(read.says("column 4"));
}

TEST_CASE("a column said outright must be there under this very name") {
  const std::string text = "id,Firm,firm \n1,x,y\n";
  const ReadLeads read = read_leads(text, {.variables = {"company"}, .columns = {{"company", "firm "}}});
  REQUIRE(read.leads.size() == 1);
  CHECK(read.leads[0].values == Texts{"y"});
  CHECK(read.variable_columns == Texts{"firm "});

  const ReadLeads absent = read_leads("id,Company\n", {.variables = {"company"}, .columns = {{"company", "Compny"}}});
  CHECK(absent.code() == "no-column");
  CHECK(absent.says("did you mean \"Company\"?"));
  CHECK(absent.says("id, Company"));
  CHECK(read_leads("id,Company\n", {.columns = {{"company", "company"}}}).code() == "no-column");
  CHECK(read_leads("id,,\n", {.columns = {{"company", ""}}}).code() == "no-column");
  CHECK(read_leads("id,a,a\n", {.variables = {"x"}, .columns = {{"x", "a"}}}).code() == "duplicate-column");
}

TEST_CASE("everything that is wrong with the columns is told at once") {
  const ReadLeads read = read_leads("name,a,a\n", {.variables = {"a", "b"}, .columns = {{"b", "c"}}});
  REQUIRE(read.errors.size() == 3);
  CHECK(read.errors[0].code == "no-column");
  CHECK(read.errors[1].code == "duplicate-column");
  CHECK(read.errors[2].code == "no-key");
}

TEST_CASE("without a word about it the key is the first there is of the known names") {
  CHECK(read_leads("email,id\n").key_column == "id");
  CHECK(read_leads("email,Lead ID,record id\n").key_column == "Lead ID");
  CHECK(read_leads("email,contact_id,record-id\n").key_column == "record-id");
  CHECK(read_leads("platform_id,external_id\n").key_column == "external_id");
  CHECK(read_leads("Email,UserName\n").key_column == "UserName");
  CHECK(read_leads("name,E-Mail\n").key_column == "E-Mail");
}

TEST_CASE("a key that is said is found as variables are") {
  CHECK(read_leads("id,Handle\n", {.key = "handle"}).key_column == "Handle");
  CHECK(read_leads("id,Handle,handle\n", {.key = "handle"}).key_column == "handle");
  const ReadLeads absent = read_leads("id,Handle\n", {.key = "hadle"});
  CHECK(absent.code() == "no-column");
  CHECK(absent.says("did you mean \"Handle\"?"));
  CHECK(read_leads("id,x,x\n", {.key = "x"}).code() == "duplicate-column");
  CHECK(read_leads("lead_id,Lead ID\n").code() == "duplicate-column");
}

TEST_CASE("without any key the refusal says what to do") {
  const ReadLeads read = read_leads("name,company\n");
  CHECK(read.code() == "no-key");
  CHECK(read.errors[0].setting == "key");
  CHECK(read.says("choose one, or the row number, as the key"));
  CHECK(read.says("name, company"));
  CHECK_FALSE(read.says("separated"));
}

TEST_CASE("a header of one piece is suspected of another separator") {
  CHECK(read_leads("id;name\n").says("\";\" in it"));
  CHECK(read_leads("id\tname\n").says("a tab in it"));
  CHECK(read_leads("id|name\n").says("\"|\" in it"));
  CHECK(read_leads("id,name\n", {.format = LeadFormat::kTsv}).says("\",\" in it"));
  CHECK(read_leads("x;y\n", {.key = "x"}).says("\";\" in it"));
}

TEST_CASE("the key is the field's own bytes") {
  const ReadLeads read = read_leads("id\n  7 \n\"a\"\"b\"\n");
  REQUIRE(read.leads.size() == 2);
  CHECK(read.leads[0].key == "  7 ");
  CHECK(read.leads[1].key == "a\"b");
}

TEST_CASE("a blank key rejects the record") {
  const ReadLeads read = read_leads("id,a\n,x\n\xC2\xA0 ,x\n1,x\n");
  REQUIRE(fates_of(read) == Texts{"blank-key", "blank-key", "ready"});
  CHECK(read.leads[0].message.find("\"id\"") != std::string::npos);
  const ReadLeads missing = read_leads("a,id\nx\n");
  REQUIRE(fates_of(missing) == Texts{"blank-key"});
  CHECK(missing.leads[0].was_short);
}

TEST_CASE("the key row is the row number, of all records, unless a column is named so") {
  const ReadLeads read = read_leads("a\nx\n\n\"open\ny\n", {.key = "row"});
  CHECK(read.key_column == "row");
  REQUIRE(fates_of(read) == Texts{"ready", "skipped", "bad-quote", "ready"});
  CHECK(read.leads[0].key == "0");
  CHECK(read.leads[2].key == "2");
  CHECK(read.leads[3].key == "3");

  const ReadLeads column = read_leads("a,row\nx,r1\n", {.key = "row"});
  REQUIRE(column.leads.size() == 1);
  CHECK(column.leads[0].key == "r1");
  const ReadLeads loose = read_leads("a,Row\nx,r1\n", {.key = "row"});
  REQUIRE(loose.leads.size() == 1);
  CHECK(loose.leads[0].key == "0");
}

TEST_CASE("long lists of names are cut short") {
  std::vector<std::string> names(100, "x");
  CHECK(list_names(names).ends_with(", and 70 more"));
  CHECK(list_names(std::span(names).first(2)) == "x, x");
  CHECK(list_names({}).empty());
}
