// Which of several columns a name means.

#include "base/column_match.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

using namespace segue;

namespace {

using Columns = std::vector<std::string_view>;

}  // namespace

TEST_CASE("names are loosely equal if they are when ASCII case, hyphens, underscores and spaces are ignored") {
  CHECK(loosely_equal("first-name", "First Name"));
  CHECK(loosely_equal("first_name", "FIRSTNAME"));
  CHECK(loosely_equal("--a", "A "));
  CHECK_FALSE(loosely_equal("first-name", "first.name"));
  CHECK_FALSE(loosely_equal("ab", "abc"));
  CHECK_FALSE(loosely_equal("\xC3\x89", "\xC3\xA9"));  // É and é: only ASCII has cases here
  CHECK_FALSE(loosely_equal("", ""));
  CHECK_FALSE(loosely_equal("-", "_"));  // nothing is left of either
}

TEST_CASE("a name means the column of exactly this name before one that is loosely equal") {
  CHECK(find_column("first-name", Columns{"id", "First Name", "first-name"}).column == 2);
  CHECK(find_column("first-name", Columns{"id", "First Name"}).column == 1);
  CHECK_FALSE(find_column("first-name", Columns{"id", "name"}).found());
  CHECK_FALSE(find_exactly("first-name", Columns{"First Name"}).found());
  CHECK(find_loosely("first-name", Columns{"First Name", "first"}).column == 0);
}

TEST_CASE("two columns that fit equally well are reported") {
  const ColumnMatch loose = find_column("first-name", Columns{"id", "First Name", "first_name"});
  CHECK(loose.ambiguous());
  CHECK(loose.column == 1);
  CHECK(loose.second == 2);
  const ColumnMatch exact = find_column("a", Columns{"a", "A", "a"});
  CHECK(exact.ambiguous());
  CHECK(exact.second == 2);
  CHECK_FALSE(find_column("a", Columns{"A", "a"}).ambiguous());  // the exact name decides
}

TEST_CASE("a column without a name is never found") {
  CHECK_FALSE(find_column("", Columns{"", "id"}).found());
  CHECK_FALSE(find_column("-", Columns{"", "_"}).found());
}

TEST_CASE("columns can be anything that has a name") {
  const std::vector<std::pair<int, std::string>> columns = {{1, "id"}, {2, "Company"}};
  const auto name_of = [](const auto& column) -> const std::string& { return column.second; };
  CHECK(find_column("company", columns, name_of).column == 1);
  CHECK(find_column("Company", std::vector<std::string>{"id", "Company"}).column == 1);
}
