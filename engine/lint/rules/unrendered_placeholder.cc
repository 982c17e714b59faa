#include <algorithm>

#include "lint/rule.h"

namespace segue::lint {
namespace {

constexpr int kError = 0;
constexpr int kWarning = 1;

/// The shapes: ' ' is any number of blanks, x an identifier, t any text without braces and line breaks, a any text at
/// all; every other character is itself. `${x}` is found as `{x}`, and [Field] in a list.
constexpr std::string_view kShapes[] = {"{{ x }}", "{{ x |t}}", "*|x|*", "{%a%}", "{t|t}",
                                        "{x}",     "%x%",       "<<x>>", "[[x]]"};
enum Shape : std::uint8_t { kBraces, kFilter, kMerge, kTag, kChoice, kBrace, kPercent, kAngles, kBrackets, kCount };
constexpr std::uint32_t kMostOfPart = 60;  // characters of a part of {a|b}

/// The shapes as one machine that reads by shifting bits (Baeza-Yates and Gonnet, "A new approach to text searching"):
/// a bit is a place in a shape, and is set where all before it has been read. A symbol masks the places that take it,
/// and moves these on by one.
struct Machine {
  std::uint64_t takes[128] = {};       ///< the places that take this character
  std::uint64_t takes_other = 0;       ///< that take one beyond ASCII, or a value
  std::uint64_t takes_line_break = 0;  ///< that take a line break beyond ASCII
  std::uint64_t stays = 0;             ///< that take any number of characters, or none
  std::uint64_t starts = 0;
  std::uint64_t start[kCount] = {}, inside[kCount] = {}, end[kCount] = {};  ///< of each shape; the end is behind it
  std::uint64_t ends = 0;

  constexpr Machine() {
    std::uint64_t place = 1;
    for (std::size_t shape = 0; shape < kCount; ++shape) {
      start[shape] = place;
      for (const char element : kShapes[shape]) {
        if (element == 'x') add(place, 'X'), place <<= 1;  // its first character
        add(place, element);
        place <<= 1;
      }
      end[shape] = place;
      inside[shape] = place - 2 * start[shape];
      starts |= start[shape];
      ends |= place;
      place <<= 1;
    }
  }

  constexpr void add(std::uint64_t place, char element) {
    for (std::uint32_t c = 0; c < 128; ++c) {
      if (is_taken(static_cast<char>(c), element)) takes[c] |= place;
    }
    if (element == 't' || element == 'a') takes_other |= place;
    if (element == 'a') takes_line_break |= place;
    if (element == ' ' || element == 'x' || element == 't' || element == 'a') stays |= place;
  }

  static constexpr bool is_taken(char c, char element) {
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    switch (element) {
      case ' ':
        return c == ' ' || c == '\t';
      case 'X':
        return is_letter;
      case 'x':
        return is_letter || (c >= '0' && c <= '9') || c == '.' || c == '-';
      case 't':
        return c != '{' && c != '}' && (c < '\n' || c > '\r');
      case 'a':
        return true;
      default:
        return c == element;
    }
  }

  [[nodiscard]] constexpr std::uint64_t places_that_take(const Symbol& symbol) const {
    if (symbol.c < 128) return takes[symbol.c];
    return symbol.is(unicode::kLineBreak) ? takes_line_break : takes_other;
  }

  [[nodiscard]] constexpr std::uint64_t behind(std::uint64_t taking) const {
    std::uint64_t places = (taking & stays) | (taking & ~stays) << 1;
    // What may take nothing is passed over; there are at most two of these in a row.
    places |= (places & stays) << 1;
    places |= (places & stays) << 1;
    return places;
  }
};
constexpr Machine kMachine;
static_assert(kMachine.end[kBrackets] != 0, "every place has a bit");

/// What stands in single brackets where somebody has forgotten to fill it in.
constexpr std::string_view kFields[] = {
    "city",      "company",   "company name", "country", "date",     "email", "first name", "full name", "industry",
    "job title", "last name", "link",         "name",    "position", "role",  "title",      "website",   "your name"};
static_assert(std::is_sorted(std::begin(kFields), std::end(kFields)));

/// All shapes at once, and beside them: how long a part of {a|b} is, how much of a field has been read, and whether a
/// fault is held back until what follows has shown that it is no part of something else.
struct UnrenderedPlaceholderAutomaton {
  enum class Held : std::uint16_t {
    kNothing,
    kInner,       ///< {x}, {a|b} or [Field], which may stand in a second pair
    kPercent,     ///< %X%, which may be of a link: "%C3%A9"
    kPercentHex,  ///< the same, and a hexadecimal digit
  };
  struct State {
    std::uint64_t places = kMachine.starts;
    std::uint32_t part = 0;       ///< characters of the part of {a|b}, in one
    std::uint8_t field = 0;       ///< the first field that begins as what has been read
    std::uint8_t field_read = 0;  ///< its characters, counting the bracket; 0: none
    Held held = Held::kNothing;
    bool operator==(const State&) const = default;
  };

  /// What is held back is a fault unless this symbol shows otherwise: as the second digit of a link, or since it
  /// completes what is around it.
  static void release(State& state, std::uint32_t c, bool closes_pair, Emitter& emitter) {
    const bool is_hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    const Held held = state.held;
    state.held = held == Held::kPercent && is_hex ? Held::kPercentHex : Held::kNothing;
    const bool is_link = held == Held::kPercentHex && is_hex;
    if (state.held == Held::kNothing && !is_link && !closes_pair) emitter.fault_at_mark(kWarning);
  }

  /// Reads on in the fields. True: one is complete.
  static bool read_field(State& state, std::uint32_t c) {
    const std::size_t read = state.field_read;
    const std::string_view begun = kFields[state.field].substr(0, read == 0 ? 0 : read - 1);
    const auto goes_on = [&](std::string_view field) {
      const std::uint32_t lower = c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
      return field.size() >= read && field.starts_with(begun) && static_cast<unsigned char>(field[read - 1]) == lower;
    };
    std::size_t next = std::size(kFields);
    if (read > 0) {
      next = static_cast<std::size_t>(std::find_if(kFields + state.field, std::end(kFields), goes_on) - kFields);
    }
    const bool is_complete = read > 0 && c == ']' && begun == kFields[state.field];
    const bool is_read = next < std::size(kFields);
    state.field = static_cast<std::uint8_t>(is_read ? next : 0);
    state.field_read = static_cast<std::uint8_t>(is_read ? read + 1 : c == '[' ? 1 : 0);
    return is_complete;
  }

  static void step(State& state, const Symbol& symbol, Emitter& emitter) {
    const std::uint64_t taking = state.places & kMachine.places_that_take(symbol);
    if (taking == 0 && state.held == Held::kNothing && state.field_read == 0) {  // most of all text
      state = {};
      if (symbol.is(unicode::kDigit)) state.places &= ~kMachine.start[kPercent];
      return;
    }
    std::uint64_t places = kMachine.behind(taking);
    const bool is_in_part = (places & kMachine.inside[kChoice]) != 0;
    state.part = is_in_part && symbol.c != '{' && symbol.c != '|' ? state.part + 1 : 0;
    if (state.part > kMostOfPart) {
      places &= ~kMachine.inside[kChoice];
      state.part = 0;
    }

    const auto completes = [&](auto... shapes) { return (places & (kMachine.end[shapes] | ...)) != 0; };
    const bool closes_pair = completes(kBraces, kFilter, kBrackets);
    if (state.held != Held::kNothing) release(state, symbol.c, closes_pair, emitter);
    if (taking != 0 && (taking & ~kMachine.starts) == 0) emitter.begin();
    const bool is_field = read_field(state, symbol.c);
    if (completes(kBraces, kFilter, kMerge, kTag)) emitter.fault(kError);
    if (completes(kAngles, kBrackets)) emitter.fault(kWarning);
    if (completes(kChoice, kBrace, kPercent) || is_field) {
      emitter.mark();
      state.held = completes(kPercent) ? Held::kPercent : Held::kInner;
    }

    // What is complete does not go on, and the percent sign of a number or of {% opens nothing.
    for (const Shape shape : {kTag, kPercent}) {
      if (completes(shape)) places &= ~kMachine.inside[shape];
    }
    state.places = (places & ~kMachine.ends) | kMachine.starts;
    if (symbol.is(unicode::kDigit) || symbol.c == '{') state.places &= ~kMachine.start[kPercent];
  }
  static void joint(State& /*state*/) {}
  static void end(const State& state, Emitter& emitter) {
    if (state.held != Held::kNothing) emitter.fault_at_mark(kWarning);
  }
};

bool may_have_placeholder(const Language& language) {
  return (language.has('{') && language.has('}')) || (language.has('[') && language.has(']')) || language.has('%') ||
         (language.has('<') && language.has('>')) || (language.has('*') && language.has('|'));
}

/// What was found, as far as it stands in one text.
std::string shown_placeholder(const Language& language, const Fault& fault) {
  if (!is_in_one_text(fault)) return "markup of another tool";
  const std::string_view text = alternative_of(language, fault).text;
  std::size_t begin = fault.beginning->offset;
  if (fault.kind == kWarning && text[fault.site.offset] == '}')
    begin = std::max(begin, text.rfind('{', fault.site.offset));
  const bool is_field = text[fault.site.offset] == ']' && text[fault.site.offset - 1] != ']';
  if (is_field) begin = std::max(begin, text.rfind('[', fault.site.offset));
  if (begin > 0 && text[begin - 1] == '$') --begin;
  return quoted(text.substr(begin, fault.site.offset + 1 - begin));
}

void check_unrendered_placeholder(const TextView& text, Reporter& report) {
  const Language& language = text.language;
  if (!may_have_placeholder(language)) return;
  report_faults(text, find_faults(language, UnrenderedPlaceholderAutomaton(), text.limits), report,
                [&](const Fault& fault) -> Draft {
                  return {.message = fmt::format(
                              "{} in {} is sent to the lead as it stands; make it a segment of its own, or take "
                              "it away",
                              shown_placeholder(language, fault), name_of(language, fault)),
                          .severity = fault.kind == kError ? Severity::kError : Severity::kWarning,
                          .related = beginning_of(language, fault, "the markup begins here")};
                });
}

}  // namespace

extern const Rule kUnrenderedPlaceholder = {
    .info = {.code = "X005",
             .name = "unrendered-placeholder",
             .severity = Severity::kError,
             .summary = "another tool's markup left in a text; a warning where it could be meant",
             .why = "Text that was copied from another tool keeps that tool's placeholders, and nobody fills them in "
                    "here: the lead receives the braces. Variables and variations are segments of their own.",
             .bad = R"([
  { "type": "static", "text": "Hi {{first_name}}, saw your talk." }
])",
             .good = R"([
  { "type": "static", "text": "Hi " },
  { "type": "variable", "name": "first-name", "fallback": "there" },
  { "type": "static", "text": ", saw your talk." }
])",
             .fix = FixKind::kUnsafe},
    .check = check_unrendered_placeholder};

}  // namespace segue::lint
