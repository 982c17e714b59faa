// What text rules get from the ground they stand on: one fate a variable, witnesses, limits that say so.

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "lint/automaton.h"
#include "segue/lint.h"

using namespace segue;

namespace {

LintResult found_in(std::string_view document, LintSettings settings = {}) {
  const auto linter = Linter::make({.select = {"X001", "X002"}, .settings = std::move(settings)});
  REQUIRE(linter);
  return linter->lint_document(document);
}

std::vector<std::string> codes(const LintResult& result) {
  std::vector<std::string> all;
  for (const Finding& finding : result.findings) all.emplace_back(finding.code);
  return all;
}

using Codes = std::vector<std::string>;

}  // namespace

TEST_CASE("the lead that would have got \"Hi ,\" is told") {
  const LintResult result = found_in(R"([{"type":"static","text":"Hi "},
    {"type":"variable","name":"first-name","fallback":""},{"type":"static","text":", saw your talk."}])");
  REQUIRE(codes(result) == Codes{"X002"});
  const Finding& finding = result.findings[0];
  CHECK(finding.severity == Severity::kWarning);
  CHECK(finding.pointer == "/2/text");
  REQUIRE(finding.witness);
  CHECK(finding.witness->text == "Hi , saw your talk.");
  REQUIRE(finding.witness->variables.size() == 1);
  CHECK(finding.witness->variables[0].variable == "first-name");
  CHECK_FALSE(finding.witness->variables[0].takes_value);
  CHECK(finding.coverage == Coverage::kExact);
  REQUIRE(finding.related.size() == 1);
  CHECK(finding.related[0].pointer == "/0/text");
  CHECK(result.values_as_words);
}

TEST_CASE("a variable has one fate: what only a mixture of both would show is not found") {
  // Two blanks meet only where x takes its value first and its fallback behind: no lead has both.
  const char* document = R"([{"type":"variable","name":"x","fallback":"\n"},{"type":"static","text":" "},
    {"type":"variable","name":"NAME","fallback":""},{"type":"static","text":" b"}])";
  const auto with = [&](std::string_view name) {
    std::string text = document;
    text.replace(text.find("NAME"), 4, name);
    return text;
  };
  CHECK(codes(found_in(with("x"))).empty());
  CHECK(codes(found_in(with("y"))) == Codes{"X001"});
}

TEST_CASE("a variable that lacks a fallback somewhere always takes the value") {
  CHECK(codes(found_in(R"([{"type":"static","text":"Hi "},{"type":"variable","name":"x","fallback":""},
    {"type":"static","text":", "},{"type":"variable","name":"x"}])"))
            .empty());
}

TEST_CASE("fates are kept for six variables; beyond, findings and an X000 say that they are partial") {
  std::string six;
  for (const char name : std::string("abcdef")) {
    const std::string variable = std::string(R"({"type":"variable","name":")") + name + R"(","fallback":"q"},)";
    six += variable + variable;
  }
  const std::string rest = R"({"type":"variable","name":"x","fallback":"\n"},{"type":"static","text":" "},
    {"type":"variable","name":"x","fallback":""},{"type":"static","text":" b"}])";
  const LintResult partial = found_in("[" + six + rest);
  REQUIRE(codes(partial) == Codes{"X000", "X001"});
  CHECK(partial.findings[1].coverage == Coverage::kPartial);
  CHECK(partial.findings[0].message.find("X001 double-space") == 0);
  CHECK(codes(found_in("[" + six.substr(0, six.size() * 5 / 6) + rest)).empty());
}

TEST_CASE("where there are too many states, what was not looked at is told") {
  const std::string_view document = R"([{"type":"variation","options":["a","a ","a, ","."," "]},
    {"type":"static","text":" ,b"}])";
  LintSettings settings;
  settings.max_states = 1;
  const Codes found = codes(found_in(document, settings));
  CHECK(std::count(found.begin(), found.end(), "X000") == 2);
  CHECK(codes(found_in(document)) == Codes{"X001"});  // "a " and " b": the other options end in other ways
}

TEST_CASE("a rule that has nothing to find is not partial, however little it may keep") {
  LintSettings settings;
  settings.max_states = 1;
  settings.max_work = 1;
  const std::string_view document = R"([{"type":"variation","options":["a","b,","c"]},{"type":"static","text":" d"}])";
  CHECK(codes(found_in(document, settings)).empty());
}

TEST_CASE("beyond max_work rules are partial, and the work before it counts") {
  const std::string_view two = R"([
    {"type":"message","data":{"segments":[{"type":"static","text":"a  b"}]}},
    {"type":"message","data":{"segments":[{"type":"static","text":"c  d"}]}}])";
  LintSettings settings;
  settings.max_work = 24;  // each has four characters and is one text
  CHECK(codes(found_in(two, settings)) == Codes{"X001", "X001"});
  settings.max_work = 23;
  const LintResult partial = found_in(two, settings);
  REQUIRE(codes(partial) == Codes{"X001", "X000"});
  CHECK(partial.findings[1].message ==
        "X001 double-space could not read message 2 to its end, since the document is too much to be checked whole; "
        "split it, or make it simpler");
}

TEST_CASE("after the deadline rules are partial") {
  const auto linter = Linter::make({.select = {"X001"}, .deadline = std::chrono::milliseconds(0)});
  REQUIRE(linter);
  const LintResult late = linter->lint_document(R"([{"type":"static","text":"a  b"}])");
  REQUIRE(codes(late) == Codes{"X000"});
  CHECK(late.findings[0].message ==
        "X001 double-space could not read message 1 to its end before the deadline; split the document, or allow more "
        "time");
  CHECK(linter->lint_document(R"([{"type":"static","text":"a b"}])").findings.empty());

  const auto patient = Linter::make({.select = {"X001"}, .deadline = std::chrono::milliseconds::max()});
  REQUIRE(patient);
  CHECK(codes(patient->lint_document(R"([{"type":"static","text":"a  b"}])")) == Codes{"X001"});
}

TEST_CASE("beyond max_witness_work and max_witness_bytes findings have no witness") {
  const std::string_view document = R"([{"type":"static","text":"a  b"},{"type":"static","text":"c  d"}])";
  const auto witnesses = [&](const LintSettings& settings) {
    const LintResult result = found_in(document, settings);
    CHECK(codes(result) == Codes{"X001", "X001"});
    return std::count_if(result.findings.begin(), result.findings.end(),
                         [](const Finding& finding) { return finding.witness.has_value(); });
  };
  CHECK(witnesses({.max_witness_work = 4, .max_witness_bytes = 16}) == 2);
  CHECK(witnesses({.max_witness_work = 3, .max_witness_bytes = 16}) == 1);
  CHECK(witnesses({.max_witness_work = 4, .max_witness_bytes = 15}) == 1);
  CHECK(witnesses({.max_witness_work = 0}) == 0);
}

TEST_CASE("fifty variations of five options are proven in one walk") {
  std::string document = "[";
  for (int i = 0; i < 50; ++i) {
    document += R"({"type":"variation","options":["one","two","three","four","five"]},{"type":"static","text":" "},)";
  }
  CHECK(codes(found_in(document + R"({"type":"static","text":"end"}])")).empty());
  // One option in the last of them has a blank at its end: 1 of 5^51 texts' worth of a fault, and its witness.
  const LintResult one =
      found_in(document + R"({"type":"variation","options":["x","y "]},{"type":"static","text":" end"}])");
  REQUIRE(codes(one) == Codes{"X001"});
  REQUIRE(one.findings[0].witness);
  CHECK(one.findings[0].witness->picks.size() == 51);
  CHECK(one.findings[0].witness->picks.back() == 1);
  CHECK(one.findings[0].witness->text.ends_with("one y  end"));
}

TEST_CASE("a message with a variation without options has no renderings to look at") {
  CHECK(
      codes(found_in(
                R"([{"type":"static","text":"Hi "},{"type":"variation","options":[]},{"type":"static","text":", x"}])"))
          .empty());
}

TEST_CASE("an automaton stops when its work budget is used up, and says so") {
  /// Finds every comma.
  struct Commas {
    struct State {
      bool is_empty = true;
      bool operator==(const State&) const = default;
    };
    static void step(State& /*state*/, const lint::Symbol& symbol, lint::Emitter& emitter) {
      if (symbol.c == ',') emitter.fault(0);
    }
    static void joint(State& /*state*/) {}
    static void end(const State& /*state*/, lint::Emitter& /*emitter*/) {}
  };
  Message message;
  message.segments = {{.content = Static{"a,b"}, .original = {}}, {.content = Static{"c,d"}, .original = {}}};
  const lint::StepView step;
  const lint::Language language({step, message});
  lint::WorkBudget enough({.settings = {.max_work = 22}});
  const lint::Faults all = find_faults(language, Commas(), {.budget = enough});
  CHECK_FALSE(enough.take(1));
  CHECK_FALSE(all.is_partial);
  REQUIRE(all.all.size() == 2);
  CHECK(all.all[1].site == lint::FaultSite{.segment = 1, .alternative = 0, .offset = 1});
  lint::WorkBudget too_little({.settings = {.max_work = 21}});
  const lint::Faults some = find_faults(language, Commas(), {.budget = too_little});
  CHECK(some.is_partial);
  CHECK(some.ran_out_of_work);
  CHECK(some.all.size() == 1);
}
