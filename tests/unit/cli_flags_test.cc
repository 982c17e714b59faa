// cli_flags_test.cc: a table of flags takes a command line.

#include <array>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "cli/flags.h"
#include "cli/settings.h"

using namespace segue;
using namespace segue::cli;

namespace {

struct Options {
  std::string seed;
  std::uint64_t limit = 0;
  bool quiet = false;
  std::vector<std::string> names;
};

constexpr std::array kFlags = {
    Flag<Options>{{.name = "--seed", .value = "SEED", .says = "", .group = ""}, store<&Options::seed>},
    Flag<Options>{{.name = "--limit", .value = "N", .says = "", .group = ""}, count<&Options::limit>},
    Flag<Options>{{.name = "--quiet", .value = "", .says = "", .group = ""}, raise<&Options::quiet>},
    Flag<Options>{{.name = "--name", .value = "NAME", .says = "", .group = "", .repeats = true},
                  append<&Options::names>},
};

using Words = std::vector<std::string>;

Result<Words> parse(const Words& words, Options& options) {
  return parse_flags("render", words, bound<Options>(kFlags, options));
}

std::string complaint(const Words& words) {
  Options options;
  const auto operands = parse(words, options);
  return operands ? "" : operands.errors().front().message;
}

}  // namespace

TEST_CASE("flags and operands may stand in any order") {
  Options options;
  const auto operands =
      parse({"--seed", "5", "a.json", "--quiet", "--limit=7", "-", "--name", "x", "--name", "y"}, options);
  REQUIRE(operands);
  CHECK(*operands == Words{"a.json", "-"});
  CHECK(options.seed == "5");
  CHECK(options.limit == 7);
  CHECK(options.quiet);
  CHECK(options.names == Words{"x", "y"});
}

TEST_CASE("a value is taken as it is, whatever it looks like") {
  for (const std::string value : {"", "-", "-5", "{}", "[a,b]", "a=b", "a b", "\"q\"", "--"}) {
    Options options;
    CAPTURE(value);
    const auto operands = parse({"x", "--name", value}, options);
    REQUIRE(operands);
    CHECK(options.names == Words{value});
    CHECK(*operands == Words{"x"});
  }
  Options options;
  REQUIRE(parse({"--name=", "--name=--quiet", "--name=a=b"}, options));
  CHECK(options.names == Words{"", "--quiet", "a=b"});
}

TEST_CASE("behind two dashes everything is an operand") {
  Options options;
  const auto operands = parse({"--", "--quiet"}, options);
  REQUIRE(operands);
  CHECK(*operands == Words{"--quiet"});
  CHECK_FALSE(options.quiet);
}

TEST_CASE("a mistake is met with help") {
  CHECK(complaint({"--sede", "5"}) ==
        "render has no flag \"--sede\"; did you mean \"--seed\"?   (segue render --help)");
  CHECK(complaint({"--sede=5"}) == "render has no flag \"--sede\"; did you mean \"--seed\"?   (segue render --help)");
  CHECK(complaint({"--frobnicate"}) == "render has no flag \"--frobnicate\"   (segue render --help)");
  CHECK(complaint({"-x"}) == "render has no flag \"-x\"   (segue render --help)");
  CHECK(complaint({"--seed"}) == "--seed needs a value: --seed SEED");
  CHECK(complaint({"--seed", "--quiet"}) == "--seed needs a value: --seed SEED; found the flag --quiet");
  CHECK(complaint({"--quiet=yes"}) == "--quiet takes no value; found \"--quiet=yes\"");
  CHECK(complaint({"--limit", "ten"}) == "--limit: expected a whole number, found \"ten\"");
  CHECK(complaint({"--limit", "-1"}) == "--limit: expected a whole number, found \"-1\"");
  CHECK(complaint({"--seed", "1", "--seed", "2"}) == "--seed stands twice; it takes one value");
}

TEST_CASE("sizes have units") {
  CHECK(*read_size("4096") == 4096);
  CHECK(*read_size("64KiB") == 64u << 10);
  CHECK(*read_size("8 MiB") == 8u << 20);
  CHECK(*read_size("1GiB") == 1u << 30);
  CHECK_FALSE(read_size("1MB"));
  CHECK_FALSE(read_size(""));
  CHECK_FALSE(read_size("KiB"));
  CHECK_FALSE(read_size("18446744073709551615GiB"));
  CHECK_FALSE(read_size("5", 4));
}

TEST_CASE("a setting is known by its name, or by a name close to it") {
  Settings settings;
  CHECK(set(settings, "max-document=1KiB").empty());
  CHECK(settings.limits.document == 1024);
  CHECK(set(settings, "max-message=5").empty());
  CHECK(settings.max_message == 5);
  CHECK(set(settings, "max-stps=5") == "no setting \"max-stps\"; did you mean \"max-steps\"?");
  CHECK(set(settings, "max-steps") == "expected NAME=VALUE, found \"max-steps\"");
  CHECK(set(settings, "max-steps=x") == "max-steps: expected a whole number, found \"x\"");
  CHECK(set(settings, "max-document=8GiB") ==
        "max-document: 8GiB is more than 4294967295 bytes, the most there can be");
  CHECK(settings.limits.steps == Limits().steps);
}

TEST_CASE("a limit's message names the flag that raises it") {
  CHECK(in_terms_of_flags("expected at most 2 steps; raise the limit \"steps\" if that is meant") ==
        "expected at most 2 steps; raise it with --set max-steps=N if that is meant");
  CHECK(in_terms_of_flags("raise the limit \"document\"") == "raise it with --set max-document=SIZE");
  CHECK(in_terms_of_flags("raise the limit \"moon\"") == "raise the limit \"moon\"");
  CHECK(in_terms_of_flags("nothing") == "nothing");
}
