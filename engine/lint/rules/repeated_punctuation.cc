#include <algorithm>
#include <iterator>

#include "lint/rule.h"

namespace segue::lint {
namespace {

constexpr std::string_view kMarks = "!?,.";

/// The mark that the symbol is; 0 where it is none.
char mark_of(const Symbol& symbol) {
  const bool is_mark = symbol.c < 128 && kMarks.find(static_cast<char>(symbol.c)) != std::string_view::npos;
  return is_mark ? static_cast<char>(symbol.c) : '\0';
}

/// How many of a mark are too many: "..." is a pause.
constexpr std::uint8_t too_many(char mark) {
  return mark == '.' ? 4 : 2;
}

/// A run of one mark, counted until it is too long.
struct RepeatedPunctuationAutomaton {
  struct State {
    char mark = '\0';
    std::uint8_t count = 0;
    bool operator==(const State&) const = default;
  };

  static void step(State& state, const Symbol& symbol, Emitter& emitter) {
    const char mark = mark_of(symbol);
    if (mark == '\0') {
      state = {};
    } else if (mark != state.mark) {
      state = {mark, 1};
      emitter.begin();
    } else if (state.count < too_many(mark)) {
      if (++state.count == too_many(mark)) emitter.fault(mark);
    }
  }
  static void joint(State& /*state*/) {}
  static void end(const State& /*state*/, Emitter& /*emitter*/) {}
};

/// Whether a mark can follow the same mark at all.
bool can_repeat_mark(const Language& language) {
  constexpr Kinds kKinds[] = {kind::kExclamation, kind::kQuestion, kind::kComma, kind::kDot};
  return std::any_of(std::begin(kKinds), std::end(kKinds), [&](Kinds mark) { return language.can_meet(mark, mark); });
}

void check_repeated_punctuation(const TextView& text, Reporter& report) {
  const Language& language = text.language;
  if (!can_repeat_mark(language)) return;
  report_faults(text, find_faults(language, RepeatedPunctuationAutomaton(), text.limits), report,
                [&](const Fault& fault) -> Draft {
                  const char mark = static_cast<char>(fault.kind);
                  const std::string marks(too_many(mark), mark);
                  const std::string_view enough = mark == '.' ? "three dots" : "one";
                  return {.message = fmt::format("{} come together in {}; leave {}", quoted(marks),
                                                 name_of(language, fault), enough),
                          .related = beginning_of(language, fault, "the first of them")};
                });
}

}  // namespace

extern const Rule kRepeatedPunctuation = {
    .info = {.code = "X014",
             .name = "repeated-punctuation",
             .severity = Severity::kInformation,
             .summary = "a mark too often in a row: !!, ??, two commas, or four dots and more",
             .why = "Two exclamation marks sound like an advertisement, and two commas like a form letter: they mostly "
                    "meet where a text ends with a mark and the next one begins with it.",
             .bad = R"([
  { "type": "variation", "options": ["Hi there,", "Hello"] },
  { "type": "static", "text": ", saw your talk in Berlin." }
])",
             .good = R"([
  { "type": "variation", "options": ["Hi there", "Hello"] },
  { "type": "static", "text": ", saw your talk in Berlin." }
])"},
    .check = check_repeated_punctuation};

}  // namespace segue::lint
