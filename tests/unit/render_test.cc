#include <algorithm>
#include <cstdlib>
#include <limits>
#include <new>
#include <random>
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "base/escape.h"
#include "reference/plain_renderer.h"
#include "segue/pick.h"
#include "segue/template.h"

using namespace segue;

namespace {

Segment fixed(std::string text) {
  return {.content = Static{std::move(text)}};
}
Segment variable(std::string name) {
  return {.content = Variable{std::move(name), {}}};
}
Segment variable(std::string name, std::string fallback) {
  return {.content = Variable{std::move(name), std::move(fallback)}};
}
Segment variation(std::vector<std::string> options) {
  return {.content = Variation{std::move(options)}};
}

Message message(std::vector<Segment> segments) {
  return {.segments = std::move(segments)};
}

Template compiled(const Message& text, const std::vector<std::string>& columns, const CompileOptions& options = {}) {
  auto result = compile(text, columns, options);
  REQUIRE(result);
  return *std::move(result);
}

std::string rendered(const Template& text, std::vector<std::string_view> values, const Picks& picks = numbered(0)) {
  std::string out;
  CHECK(text.render(values, picks, out) == RenderStatus::kRendered);
  return out;
}

}  // namespace

TEST_CASE("a value that is missing at the end of the row is blank") {
  const Template text = compiled(message({variable("a", "x"), variable("b", "y")}), {"a", "b"});
  CHECK(rendered(text, {"1", "2"}) == "12");
  CHECK(rendered(text, {"1"}) == "1y");
  CHECK(rendered(text, {}) == "xy");
  CHECK(rendered(text, {"1", std::string_view()}) == "1y");
}

TEST_CASE("a variable that no column bears takes its fallback") {
  const Template text = compiled(message({variable("a", "x"), variable("b", "y"), variable("a", "z")}), {"c", "b"});
  CHECK(rendered(text, {"no", "2"}) == "x2z");
  REQUIRE(text.variables().size() == 2);
  CHECK(text.variables()[0] == "a");
  CHECK(text.variable_columns()[0] == Template::kNoColumn);
  CHECK(text.variable_columns()[1] == 1);
}

TEST_CASE("a column that stands twice is refused only where a variable asks for it") {
  CHECK(compile(message({variable("a", "x")}), {"b", "a", "b"}));
  const auto refused = compile(message({fixed("Hi "), variable("a", "x")}), {"a", "b", "a"});
  REQUIRE_FALSE(refused);
  CHECK(refused.errors()[0].code == "duplicate-column");
  CHECK(refused.errors()[0].pointer == "/1/name");
}

TEST_CASE("every empty variation of a message is told") {
  const auto refused = compile(message({variation({}), fixed("x"), variation({})}), {});
  REQUIRE(refused.errors().size() == 2);
  CHECK(refused.errors()[1].code == "S004");
  CHECK(refused.errors()[1].pointer == "/2/options");
}

TEST_CASE("what cannot be rendered leaves the text as it was") {
  const Template fails = compiled(message({fixed("Hi "), variable("a")}), {"a"});
  std::string text = "kept";
  const std::string_view blank[] = {" "};
  CHECK(fails.render(blank, numbered(0), text) == RenderStatus::kUnresolved);
  CHECK(text == "kept");
  CHECK(fails.render(blank, numbered(1), text) == RenderStatus::kPickOutOfRange);
  CHECK(text == "kept");
  const Template tight = compiled(message({fixed("Hi "), variable("a")}), {"a"}, {.max_bytes = 6});
  const std::string_view fits[] = {"Ann"};
  const std::string_view too_long[] = {"Anna"};
  CHECK(tight.render(fits, numbered(0), text) == RenderStatus::kRendered);
  CHECK(text == "keptHi Ann");
  CHECK(tight.render(too_long, numbered(0), text) == RenderStatus::kTooLong);
  CHECK(text == "keptHi Ann");
}

TEST_CASE("a rendering into memory needs just its own length") {
  const Template text = compiled(message({fixed("Hi "), variable("a", "there"), variation({"!", "!!"})}), {"a"});
  const std::string_view values[] = {"Anna"};
  for (std::size_t size = 0; size < 60; ++size) {
    std::vector<char> memory(size, '~');
    const auto written = text.render_into(memory, values, numbered(1));
    CHECK(written.status == (size < 9 ? RenderStatus::kTooLong : RenderStatus::kRendered));
    CHECK(written.size == 9);
    if (size >= 9) CHECK(std::string_view(memory.data(), written.size) == "Hi Anna!!");
  }
}

TEST_CASE("an empty text fits into no memory at all") {
  const Template text = compiled(message({variable("a", "")}), {"a"});
  const auto written = text.render_into({}, {}, numbered(0));
  CHECK(written.status == RenderStatus::kRendered);
  CHECK(written.size == 0);
}

TEST_CASE("renderings are counted exactly up to 2^64 - 1") {
  const auto count = [](std::vector<std::size_t> options) {
    Message text;
    for (const std::size_t n : options) text.segments.push_back(variation(std::vector<std::string>(n, "x")));
    return compiled(text, {}).renderings();
  };
  CHECK(count({}).value == 1);
  CHECK(count({3, 4}).value == 12);
  CHECK(count(std::vector<std::size_t>(63, 2)).value == std::uint64_t{1} << 63);
  CHECK(count(std::vector<std::size_t>(63, 2)).exact);
  CHECK_FALSE(count(std::vector<std::size_t>(64, 2)).exact);
  CHECK(count({3, 5, 17, 257, 641, 65537, 6700417}).exact);  // 2^64 - 1
}

TEST_CASE("a message with more renderings than 2^64 - 1 still has the first of them") {
  Message text;
  for (int i = 0; i < 70; ++i) text.segments.push_back(variation({"0", "1"}));
  const Template many = compiled(text, {});
  CHECK(rendered(many, {}, numbered(5)) == std::string(67, '0') + "101");
  CHECK(rendered(many, {}, numbered(std::numeric_limits<std::uint64_t>::max())) ==
        std::string(6, '0') + std::string(64, '1'));
}

TEST_CASE("over each block of n rows balanced picks use every option once") {
  const Template text = compiled(message({variation({"a", "b", "c", "d", "e"}), variation({"x", "y"})}), {});
  for (std::uint64_t block = 0; block < 50; ++block) {
    std::set<std::uint32_t> seen;
    for (std::uint64_t row = block * 5; row < block * 5 + 5; ++row) {
      seen.insert(text.explain({}, balanced(7, row)).picks[0]);
    }
    CHECK(seen.size() == 5);
  }
}

TEST_CASE("an option added at the end moves only the leads that get it") {
  const Template before = compiled(message({variation({"a", "b", "c"})}), {});
  const Template after = compiled(message({variation({"a", "b", "c", "d"})}), {});
  int moved = 0;
  for (int i = 0; i < 10'000; ++i) {
    const Picks picks = keyed(7, "lead " + std::to_string(i));
    const auto old_pick = before.explain({}, picks).picks[0];
    const auto new_pick = after.explain({}, picks).picks[0];
    if (new_pick == old_pick) continue;
    CHECK(new_pick == 3);
    ++moved;
  }
  CHECK(moved > 2'300);
  CHECK(moved < 2'700);
}

TEST_CASE("an explanation tells which bytes came from which segment") {
  const Template text = compiled(message({fixed("Hi "), variable("a", "there"), variation({", ", "; "}), fixed(""),
                                          variable("b"), variable("a", "you")}),
                                 {"a"}, {.unresolved = Unresolved::kKeep});
  const Explanation got = text.explain({}, numbered(1));
  CHECK(got.text == "Hi there; {{b}}you");
  CHECK(got.fallbacks == std::vector<std::string>{"a"});
  CHECK(got.unresolved == std::vector<std::string>{"b"});
  CHECK(got.picks == std::vector<std::uint32_t>{1});
  std::string joined;
  REQUIRE(got.ranges.size() == 6);
  for (std::size_t i = 0; i < got.ranges.size(); ++i) {
    CHECK(got.ranges[i].segment == i);
    CHECK(got.ranges[i].begin == (i == 0 ? 0 : got.ranges[i - 1].end));
    joined += "|" + got.text.substr(got.ranges[i].begin, got.ranges[i].end - got.ranges[i].begin);
  }
  CHECK(joined == "|Hi |there|; ||{{b}}|you");
}

TEST_CASE("segments may follow each other in any order") {
  const Segment kinds[] = {fixed(""), fixed("Hi, "), variable("a"), variable("b", "you"), variation({"!", "", "?"})};
  const std::string_view values[] = {"Anna", ""};
  for (std::size_t order = 0; order < 5 * 5 * 5 * 5; ++order) {
    std::vector<Segment> segments;
    for (std::size_t rest = order; rest > 0; rest /= 5) segments.push_back(kinds[rest % 5]);
    const Message text = message(segments);
    const reference::Answer plain = reference::render(text, {.lead = {{"a", "Anna"}}, .key = "1"});
    REQUIRE(plain.text);
    for (const Encoding encoding : {Encoding::kPlain, Encoding::kCsv}) {
      const Explanation got = compiled(text, {"a", "b"}, {.encoding = encoding}).explain(values, keyed(0, "1"));
      REQUIRE(got.ranges.size() == plain.pieces.size());
      for (std::size_t i = 0; i < got.ranges.size(); ++i) {
        const SegmentRange& range = got.ranges[i];
        REQUIRE(got.text.substr(range.begin, range.end - range.begin) == plain.pieces[i]);
      }
    }
  }
}

TEST_CASE("a text that outgrows every room on the way is whole") {
  std::vector<Segment> segments;
  for (int i = 0; i < 200; ++i) {
    segments.push_back(fixed(std::string(static_cast<std::size_t>(i) * 7, 'x') + "\n"));
    segments.push_back(variable("a"));
  }
  const std::string value = std::string(1000, '"') + "é";
  const reference::Answer plain = reference::render(message(segments), {.lead = {{"a", value}}, .key = "1"});
  REQUIRE(plain.text);
  for (const Encoding encoding : {Encoding::kPlain, Encoding::kJson, Encoding::kCsv}) {
    std::string expected;
    if (encoding == Encoding::kPlain) expected = *plain.text;
    if (encoding == Encoding::kJson) append_json_escaped(expected, *plain.text);
    if (encoding == Encoding::kCsv) append_csv_field(expected, *plain.text);
    const auto with_limit = [&](std::size_t most) {
      return compiled(message(segments), {"a"}, {.encoding = encoding, .max_bytes = most});
    };
    CHECK(rendered(with_limit(expected.size()), {value}) == expected);
    std::string text = "kept";
    const std::string_view values[] = {value};
    for (const std::size_t most : {std::size_t{0}, std::size_t{1000}, expected.size() - 1}) {
      CHECK(with_limit(most).render(values, numbered(0), text) == RenderStatus::kTooLong);
      CHECK(text == "kept");
    }
    std::vector<char> memory(expected.size());
    CHECK(with_limit(expected.size()).render_into(memory, values, numbered(0)).status == RenderStatus::kRendered);
    CHECK(std::string_view(memory.data(), memory.size()) == expected);
    memory.pop_back();
    const RenderResult too_small = with_limit(expected.size()).render_into(memory, values, numbered(0));
    CHECK(too_small.status == RenderStatus::kTooLong);
    CHECK(too_small.size == expected.size());
    const RenderResult too_long = with_limit(expected.size() - 1).render_into(memory, values, numbered(0));
    CHECK(too_long.status == RenderStatus::kTooLong);
    CHECK(too_long.size == expected.size());
  }
}

TEST_CASE("a rendering that cannot be is not told to need more memory") {
  const Template text = compiled(message({fixed("Hi "), variable("a")}), {"a"});
  std::vector<char> memory(2);
  for (const std::size_t size : {0u, 2u, 3u, 40u}) {
    memory.resize(size);
    const RenderResult result = text.render_into(memory, {}, numbered(0));
    CHECK(result.status == RenderStatus::kUnresolved);
    CHECK(result.size == 0);
    CHECK(text.render_into(memory, {}, numbered(1)).status == RenderStatus::kPickOutOfRange);
  }
}

TEST_CASE("an explanation says which option, and what of a variable, each range is") {
  const Template text = compiled(message({fixed("Hi "), variable("a", "there"), variation({"!", "?"}), variable("b"),
                                          variation({"x", "y", "z"}), variable("c", "you")}),
                                 {"a", "c"}, {.unresolved = Unresolved::kKeep});
  const std::string_view values[] = {"", "Carla"};
  const Explanation got = text.explain(values, numbered(5));
  REQUIRE(got.ranges.size() == 6);
  CHECK_FALSE(got.ranges[0].option);
  CHECK(got.ranges[0].variable == 0);
  CHECK(got.ranges[1].variable == Trace::kTookFallback);
  CHECK_FALSE(got.ranges[1].option);
  CHECK(got.ranges[2].option == 1);
  CHECK(got.ranges[2].variable == 0);
  CHECK(got.ranges[3].variable == Trace::kWasUnresolved);
  CHECK(got.ranges[4].option == 2);
  CHECK(got.ranges[5].variable == Trace::kTookValue);
}

TEST_CASE("every status has a name") {
  CHECK(to_string(RenderStatus::kRendered) == "rendered");
  CHECK(to_string(RenderStatus::kUnresolved) == "unresolved");
  CHECK(to_string(RenderStatus::kTooLong) == "too-long");
  CHECK(to_string(RenderStatus::kPickOutOfRange) == "pick-out-of-range");
  CHECK(to_string(RenderStatus::kAmbiguousName) == "ambiguous-name");
}

TEST_CASE("a failing explanation tells every variable that is unresolved") {
  const Explanation got =
      compiled(message({variable("b"), variable("a", "x"), variable("c"), variable("b")}), {}).explain({}, numbered(0));
  CHECK(got.status == RenderStatus::kUnresolved);
  CHECK(got.text.empty());
  CHECK(got.unresolved == std::vector<std::string>{"b", "c"});
  CHECK(got.fallbacks == std::vector<std::string>{"a"});
}

TEST_CASE("a trace counts the characters of the text, however it is encoded") {
  for (const Encoding encoding : {Encoding::kPlain, Encoding::kJson, Encoding::kCsv}) {
    const Template text = compiled(message({fixed("\"é\" "), variable("a", "x")}), {"a"}, {.encoding = encoding});
    std::string out;
    Trace trace;
    const std::string_view values[] = {" 🚀\n\"! "};
    CHECK(text.render(values, numbered(0), out, trace) == RenderStatus::kRendered);
    CHECK(trace.characters == 8);
    CHECK(trace.variables[0] == Trace::kTookValue);
  }
}

TEST_CASE("a CSV field is quoted where its text or a value needs it") {
  const auto field = [](std::string text, std::string_view value) {
    const Template csv =
        compiled(message({fixed(std::move(text)), variable("a", "")}), {"a"}, {.encoding = Encoding::kCsv});
    const std::string_view values[] = {value};
    const Explanation got = csv.explain(values, numbered(0));
    CHECK(got.text == rendered(csv, {value}));
    return got;
  };
  CHECK(field("Hi ", "Anna").text == "Hi Anna");
  CHECK(field("Hi, ", "Anna").text == "\"Hi, Anna\"");
  CHECK(field("Hi ", "A \"B\" C").text == "\"Hi A \"\"B\"\" C\"");
  CHECK(field("\"", "x").text == "\"\"\"x\"");
  CHECK(field("Hi ", "a\nb").text == "\"Hi a\nb\"");
  CHECK(field("Hi ", "a,b").ranges[1].begin == 4);
  CHECK(field("Hi ", "a,b").ranges[1].end == 7);
}

TEST_CASE("random messages are rendered as the reference renders them") {
  std::mt19937_64 random(42);
  const std::vector<std::string> texts = {"",
                                          " ",
                                          "Hi ",
                                          ", ",
                                          "\"quoted\"",
                                          "a\nb",
                                          "é",
                                          "🚀",
                                          "\\",
                                          "\t",
                                          "​",
                                          "\x01",
                                          "N/A",
                                          " n/a",
                                          std::string(20, 'x'),
                                          std::string(300, 'y'),
                                          "{{a}}"};
  const auto any = [&] { return texts[random() % texts.size()]; };
  const std::vector<std::string> names = {"a", "b", "c"};
  int rendered_cases = 0;
  for (int round = 0; round < 20'000; ++round) {
    Message text;
    const std::size_t segments = round % 50 == 0 ? random() % 200 : random() % 8;
    for (std::size_t i = 0; i < segments; ++i) {
      switch (random() % 4) {
        case 0:
          text.segments.push_back(fixed(any()));
          break;
        case 1:
          text.segments.push_back(variable(names[random() % 3]));
          break;
        case 2:
          text.segments.push_back(variable(names[random() % 3], any()));
          break;
        default: {
          std::vector<std::string> options(1 + random() % 4);
          for (std::string& option : options) option = any();
          text.segments.push_back(variation(std::move(options)));
        }
      }
    }
    reference::Request request;
    std::vector<std::string> values;
    std::vector<std::string_view> views;
    for (const std::string& name : names) {
      values.push_back(random() % 3 == 0 ? "" : any() + any());
      request.lead[name] = values.back();
    }
    for (const std::string& value : values) views.push_back(value);
    request.key = std::to_string(random() % 1000);
    request.seed = random();
    request.message = static_cast<std::uint32_t>(random() % 5);
    request.policy = static_cast<Unresolved>(random() % 3);
    request.trim = random() % 2 == 0;
    if (random() % 2 == 0) request.null_values = {"N/A", " x "};
    Picks picks = keyed(request.seed, request.key);
    if (random() % 3 == 0) {
      request.row = random() % 100;
      picks = balanced(request.seed, *request.row);
    }
    const reference::Answer plain = reference::render(text, request);

    for (const Encoding encoding : {Encoding::kPlain, Encoding::kJson, Encoding::kCsv}) {
      const Template fast = compiled(text, names,
                                     {.message_index = request.message,
                                      .unresolved = request.policy,
                                      .encoding = encoding,
                                      .trim = request.trim,
                                      .null_values = request.null_values});
      std::string expected;
      if (plain.text) {
        if (encoding == Encoding::kPlain) expected = *plain.text;
        if (encoding == Encoding::kJson) append_json_escaped(expected, *plain.text);
        if (encoding == Encoding::kCsv) append_csv_field(expected, *plain.text);
      }
      std::string out = "~";
      Trace trace;
      const RenderStatus status = fast.render(views, picks, out, trace);
      REQUIRE((status == RenderStatus::kRendered) == plain.text.has_value());
      REQUIRE(out == "~" + expected);
      const Explanation explained = fast.explain(views, picks);
      REQUIRE(explained.text == expected);
      REQUIRE(explained.picks == plain.picks);
      REQUIRE(explained.fallbacks == plain.fallbacks);
      REQUIRE(explained.unresolved == plain.unresolved);
      if (plain.text) {
        ++rendered_cases;
        std::vector<char> memory(expected.size() + random() % 40);
        const auto written = fast.render_into(memory, views, picks);
        REQUIRE(written.status == RenderStatus::kRendered);
        REQUIRE(std::string_view(memory.data(), written.size) == expected);
        Trace again = trace;  // one that was used before
        again.picks.assign(3, 7);
        again.variables.assign(5, 255);
        REQUIRE(fast.render_into(memory, views, picks, again).status == RenderStatus::kRendered);
        REQUIRE(std::string_view(memory.data(), written.size) == expected);
        REQUIRE(again.picks == trace.picks);
        REQUIRE(again.variables == trace.variables);
        REQUIRE(again.characters == trace.characters);
        for (const std::size_t size : {std::size_t{0}, random() % (expected.size() + 1)}) {
          const RenderResult small = fast.render_into(std::span(memory).first(size), views, picks);
          REQUIRE(small.status == (size < expected.size() ? RenderStatus::kTooLong : RenderStatus::kRendered));
          REQUIRE(small.size == expected.size());
        }
        const auto fallbacks = fast.fallbacks(trace);
        REQUIRE(std::vector<std::string>(fallbacks.begin(), fallbacks.end()) == plain.fallbacks);
        const auto unresolved = fast.unresolved(trace);
        REQUIRE(std::vector<std::string>(unresolved.begin(), unresolved.end()) == plain.unresolved);
        REQUIRE(explained.ranges.size() == plain.pieces.size());
      }
      if (plain.text && encoding == Encoding::kPlain) {
        for (std::size_t i = 0; i < plain.pieces.size(); ++i) {
          const SegmentRange& range = explained.ranges[i];
          REQUIRE(explained.text.substr(range.begin, range.end - range.begin) == plain.pieces[i]);
        }
      }
    }
  }
  CHECK(rendered_cases > 10'000);
}

TEST_CASE("the picks of several leads together are those of each alone") {
  std::mt19937 random(5);
  for (int round = 0; round < 300; ++round) {
    Message message;
    const std::size_t variations = random() % 6;
    for (std::size_t v = 0; v < variations; ++v) {
      Variation variation;
      variation.options.resize(1 + random() % (round % 10 == 0 ? 2000 : 8), "x");
      message.segments.push_back({.content = std::move(variation)});
    }
    const Template text = compiled(message, {}, {.message_index = static_cast<std::uint32_t>(random() % 3)});
    const std::uint64_t seed = random();
    std::vector<std::uint64_t> leads;
    std::vector<std::uint32_t> expected;
    const std::size_t count = random() % 10;
    for (std::size_t i = 0; i < count; ++i) {
      const Picks picks = keyed(seed, "lead_" + std::to_string(random() % 1000));
      leads.push_back(picks.value);
      const Explanation alone = text.explain({}, picks);
      expected.insert(expected.end(), alone.picks.begin(), alone.picks.end());
    }
    std::vector<std::uint32_t> options(expected.size() + 1, 99'999);
    CHECK(text.pick_keyed(seed, leads, options));
    CHECK(options.back() == 99'999);  // nothing is written after the last
    options.pop_back();
    CHECK(options == expected);
    if (expected.empty()) continue;
    std::vector<std::uint32_t> too_few(expected.size() - 1, 99'999);
    CHECK_FALSE(text.pick_keyed(seed, leads, too_few));
    CHECK(too_few == std::vector<std::uint32_t>(expected.size() - 1, 99'999));
  }
}
