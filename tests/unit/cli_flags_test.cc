// cli_flags_test.cc: a table of flags takes a command line.

#include <array>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "cli/flags.h"
#include "cli/settings.h"
#include "segue/leads.h"

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
    Flag<Options>{{.name = "--seed", .value = "SEED", .help = "", .group = ""}, store<&Options::seed>},
    Flag<Options>{{.name = "--limit", .value = "N", .help = "", .group = ""}, count<&Options::limit>},
    Flag<Options>{{.name = "--quiet", .value = "", .help = "", .group = ""}, raise<&Options::quiet>},
    Flag<Options>{{.name = "--name", .value = "NAME", .help = "", .group = "", .repeats = true},
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
  CHECK(complaint({"--seed", "1", "--seed", "2"}) == "--seed was given twice; give it once");
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
  CHECK(set(settings, "max-document=8GiB") == "max-document: expected at most 4294967295 bytes, found 8GiB");
  CHECK(settings.limits.steps == Limits().steps);
}

TEST_CASE("a message that ends on a setting goes on with its flag") {
  CHECK(with_flag("raise the max-steps limit", "max-steps") == "raise the max-steps limit with --set max-steps=N");
  CHECK(with_flag("raise the max-document limit", "max-document") ==
        "raise the max-document limit with --set max-document=SIZE");
  CHECK(with_flag("choose the key", "key") == "choose the key with --key COLUMN or --key row");
  CHECK(with_flag("raise it", "max-record") == "raise it with --max-record BYTES");
  CHECK(with_flag("--key is in the text already", "") == "--key is in the text already");
}

TEST_CASE("every setting that the library names has a flag") {
  std::vector<Error> errors = parse_sequence("[", {.limits = {.document = 0}}).errors();
  const auto add = [&](const std::vector<Error>& some) { errors.insert(errors.end(), some.begin(), some.end()); };
  const Limits none = {.nesting = 3, .steps = 0, .segments = 0, .options = 0, .errors = 1};
  add(parse_sequence(R"([{"type":"delay"}])", {.limits = none}).errors());
  add(parse_segments(R"([{"type":"static"}])", {.limits = none}).errors());
  add(parse_segments(R"([{"type":"variation","options":["a"]}])", {.limits = {.options = 0}}).errors());
  add(parse_segments("[[[[]]]]", {.limits = none}).errors());
  add(parse_segments("[1,2]", {.limits = none}).errors());
  const auto leads = memory_source("name\nAnna\n");
  add(LeadReader::open(*leads, {}).errors());
  std::set<std::string> settings;
  for (const Error& error : errors) {
    if (error.setting.empty()) continue;
    CAPTURE(error.setting);
    CHECK(with_flag(error).starts_with(error.message + " with --"));
    settings.insert(error.setting);
  }
  CHECK(settings == std::set<std::string>{"key", "max-document", "max-errors", "max-nesting", "max-options",
                                          "max-segments", "max-steps"});
}
