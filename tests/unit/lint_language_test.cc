// A message as a language: what can be next to what in some rendering, and which words and characters it has.

#include "lint/language.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "base/unicode.h"

using namespace segue;
namespace kind = lint::kind;

namespace {

Segment fixed(std::string text) {
  return {.content = Static{std::move(text)}, .original = {}};
}
Segment variable(std::string name, std::optional<std::string> fallback) {
  return {.content = Variable{std::move(name), std::move(fallback)}, .original = {}};
}
Segment variation(std::vector<std::string> options) {
  return {.content = Variation{std::move(options)}, .original = {}};
}

/// A message and its language.
struct Spoken {
  explicit Spoken(std::vector<Segment> segments) : message{std::move(segments), {}} {}

  Message message;
  lint::StepView step = {};
  lint::Language language{{step, message}};
};

}  // namespace

TEST_CASE("the kinds of ASCII characters are those of their properties") {
  for (std::uint32_t c = 0; c < 128; ++c) {
    CAPTURE(c);
    const lint::Kinds one = lint::Kinds{1} << kind::kOfAscii[c];
    const unicode::Properties is = unicode::properties(c);
    CHECK(((one & kind::kWhite) != 0) == ((is & unicode::kWhite) != 0));
    CHECK(((one & kind::kLineBreak) != 0) == ((is & unicode::kLineBreak) != 0));
    CHECK(((one & kind::kLower) != 0) == ((is & unicode::kLower) != 0));
    CHECK(((one & kind::kUpper) != 0) == ((is & unicode::kUpper) != 0));
    CHECK(((one & kind::kDigit) != 0) == ((is & unicode::kDigit) != 0));
    CHECK(((one & kind::kWord) != 0) == ((is & unicode::kWord) != 0));
  }
}

TEST_CASE("every part of a word beyond ASCII is of a kind that is one") {
  for (std::uint32_t c = 128; c < 0x110000; ++c) {
    const lint::Kinds one = kind::beyond_ascii(unicode::properties(c));
    const unicode::Properties is = unicode::properties(c);
    if ((is & unicode::kWord) != 0) REQUIRE((one & kind::kWord) != 0);
    REQUIRE(((one & kind::kWhite) != 0) == ((is & unicode::kWhite) != 0));
  }
}

TEST_CASE("neighbours in one text can meet, and no others") {
  const Spoken spoken({fixed("ab, c!")});
  CHECK(spoken.language.can_meet(kind::kLower, kind::kLower));
  CHECK(spoken.language.can_meet(kind::kLower, kind::kComma));
  CHECK(spoken.language.can_meet(kind::kComma | kind::kDot, kind::kSpace | kind::kTab));
  CHECK(spoken.language.can_meet(kind::kLower, kind::kExclamation));
  CHECK_FALSE(spoken.language.can_meet(kind::kComma, kind::kLower));
  CHECK_FALSE(spoken.language.can_meet(kind::kSpace, kind::kSpace));
  CHECK_FALSE(spoken.language.can_meet_at_joint(kind::kLower, kind::kLower));
}

TEST_CASE("neighbours at a joint can meet, over empty alternatives too") {
  const Spoken spoken({fixed("Hi "), variation({"", "dear "}), variable("name", ""), fixed(", you")});
  const auto can_meet = [&](lint::Kinds first, lint::Kinds second) {
    const bool at_joint = spoken.language.can_meet_at_joint(first, second);
    CHECK(spoken.language.can_meet(first, second) == at_joint);
    return at_joint;
  };
  CHECK(can_meet(kind::kSpace, kind::kComma));     // "Hi , you" and "Hi dear , you"
  CHECK(can_meet(kind::kSpace, kind::kValue));     // "Hi ⟨name⟩"
  CHECK(can_meet(kind::kValue, kind::kComma));     // "⟨name⟩, you"
  CHECK_FALSE(can_meet(kind::kValue, kind::kLower));
  CHECK_FALSE(can_meet(kind::kSpace, kind::kSpace));
}

TEST_CASE("a rendering begins and ends with what no text must come before, or after") {
  const Spoken spoken({variation({"", " "}), variation({"", "A"}), fixed("b."), variation({"", "\n"})});
  const lint::Language& language = spoken.language;
  CHECK(language.can_meet_at_joint(kind::kEdge, kind::kSpace));
  CHECK(language.can_meet_at_joint(kind::kEdge, kind::kUpper));
  CHECK(language.can_meet_at_joint(kind::kEdge, kind::kLower));
  CHECK_FALSE(language.can_meet_at_joint(kind::kEdge, kind::kLineBreak));
  CHECK_FALSE(language.can_meet_at_joint(kind::kEdge, kind::kEdge));
  CHECK(language.can_meet_at_joint(kind::kDot, kind::kEdge));
  CHECK(language.can_meet_at_joint(kind::kLineBreak, kind::kEdge));
  CHECK_FALSE(language.can_meet_at_joint(kind::kSpace, kind::kEdge));
  CHECK(Spoken({variation({"", "a"})}).language.can_meet_at_joint(kind::kEdge, kind::kEdge));
}

TEST_CASE("characters are known by what they are, and beyond ASCII by where they are") {
  const Spoken spoken({fixed("Hi \u2014 "), variable("x", "\u00e9")});
  const lint::Language& language = spoken.language;
  CHECK(language.has('H'));
  CHECK_FALSE(language.has('h'));
  CHECK(language.may_have(0x2014, 0x2014));
  CHECK(language.may_have(0xC2, 0xF4));
  CHECK_FALSE(language.may_have(0xFFF9, 0xFFFD));
  CHECK((language.any() & unicode::kUpper) != 0);
  CHECK((language.any_beyond_ascii() & unicode::kUpper) == 0);
  CHECK((language.any_beyond_ascii() & unicode::kLower) != 0);
  CHECK((language.all() & unicode::kWhite) == 0);
  CHECK(language.size() == 7);  // the value is one
}

TEST_CASE("words begin where letters, marks and digits do") {
  const Spoken spoken({fixed("it's 4u, na\u00efve\u0301!")});
  const auto words = spoken.language.segments()[0].alternatives[0].words;
  CHECK(std::vector<std::uint32_t>(words.begin(), words.end()) == std::vector<std::uint32_t>{0, 3, 5, 9});
}

TEST_CASE("variables are numbered in order of first use, however many there are") {
  std::vector<Segment> segments;
  for (int round = 0; round < 2; ++round) {
    for (int i = 0; i < 100; ++i) segments.push_back(variable("v" + std::to_string(i), "f"));
  }
  const Spoken spoken(std::move(segments));
  const auto variables = spoken.language.variables();
  REQUIRE(variables.size() == 100);
  for (std::uint32_t i = 0; i < 100; ++i) {
    CHECK(variables[i].name == "v" + std::to_string(i));
    CHECK(variables[i].occurrences == 2);
    CHECK(variables[i].last == 100 + i);
    CHECK(spoken.language.segments()[100 + i].variable == i);
  }
  CHECK(spoken.language.has_free_variables());
}
