#include "segue/result.h"

#include <memory>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include <doctest/doctest.h>

#include "segue/sequence.h"

using namespace segue;

namespace {

const std::vector<Error> kTwo = {{.code = "D002", .name = "wrong-type", .message = "one"}, {.code = "setting"}};

}  // namespace

TEST_CASE("a result has the interface of std::expected") {
  static_assert(std::is_same_v<Result<int>::value_type, int>);
  static_assert(std::is_same_v<Result<int>::error_type, Error>);
  Result<int> has = 3;
  CHECK(has.has_value());
  CHECK(static_cast<bool>(has));
  CHECK(has.value() == 3);
  CHECK(has.value_or(4) == 3);
  CHECK(has.errors().empty());
  has.value() = 5;
  CHECK(*has == 5);

  const Result<int> has_not = kTwo;
  CHECK_FALSE(has_not.has_value());
  CHECK_FALSE(static_cast<bool>(has_not));
  CHECK(has_not.value_or(4) == 4);
  CHECK(has_not.error().message == "one");
  CHECK(has_not.errors().size() == 2);
  CHECK_THROWS_AS((void)has_not.value(), std::bad_variant_access);
  CHECK_THROWS_AS((void)has.error(), std::bad_variant_access);
}

TEST_CASE("a value that cannot be copied moves out of a result") {
  const auto make = [](bool succeeds) -> Result<std::unique_ptr<int>> {
    if (!succeeds) return Error{.code = "setting"};
    return std::make_unique<int>(7);
  };
  CHECK(*make(true).value() == 7);
  CHECK(*make(true).value_or(nullptr) == 7);
  CHECK(make(false).value_or(nullptr) == nullptr);
}

TEST_CASE("the errors of a temporary outlive it") {
  static_assert(!std::is_reference_v<decltype(parse_sequence("").errors())>);
  static_assert(!std::is_reference_v<decltype(parse_sequence("").error())>);
  static_assert(!std::is_reference_v<decltype(std::declval<const Result<int>&&>().errors())>);
  std::string codes;
  for (const Error& error : parse_sequence(R"({"steps":[7,8]})").errors()) codes += error.code + error.pointer + ' ';
  CHECK(codes == "D002/steps/0 D002/steps/1 ");
  const Error& first = parse_sequence("[1]").error();
  CHECK(first.pointer == "/0");
  for (const Error& error : parse_sequence("[]").errors()) FAIL(error.message);
}

TEST_CASE("an error is one line with its place") {
  const Error error = parse_sequence("{\"steps\":[\n  {\"type\":\"wait\"}]}").error();
  CHECK(to_string(error) == "2:11: D004 unknown-type at /steps/0/type: " + error.message);
  CHECK(to_string(Error{.code = "no-message", .name = "no-message", .message = "expected a message"}) ==
        "no-message: expected a message");
  CHECK(to_string(Error{.code = "D001", .message = "a\nb\x7F", .pointer = "/é\t"}) ==
        "D001 at /é\\u0009: a\\u000ab\\u007f");
  // The position of an error at the very start of a document is known, too.
  CHECK(to_string(parse_sequence("1").error()).starts_with("1:1: D002 wrong-type: "));
}
