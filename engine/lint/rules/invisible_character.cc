#include <algorithm>
#include <iterator>

#include "lint/rule.h"

namespace segue::lint {
namespace {

constexpr int kInvisible = 0;
constexpr std::uint32_t kNonJoiner = 0x200C, kJoiner = 0x200D;

bool is_selector(std::uint32_t c) {
  return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF) || (c >= 0x180B && c <= 0x180D) || c == 0x180F;
}
bool is_tag(std::uint32_t c) {
  return c >= 0xE0000 && c <= 0xE007F;
}
bool is_isolate(std::uint32_t c) {
  return c >= 0x2066 && c <= 0x2069;
}

/// Whether nobody needs it, wherever it stands. U+FEFF is one: in a text it is no byte order mark.
bool is_never_needed(const Symbol& symbol) {
  const std::uint32_t c = symbol.c;
  if (symbol.is(unicode::kControl)) return c != '\t' && c != '\n' && c != '\r';
  constexpr std::uint32_t kThem[] = {0x00AD, 0x034F, 0x115F, 0x1160, 0x2028, 0x2029, 0x202A, 0x202B, 0x202C,
                                     0x202D, 0x202E, 0x3164, 0xFEFF, 0xFFA0, 0xFFF9, 0xFFFA, 0xFFFB, 0xFFFD};
  return (c >= 0x2060 && c <= 0x2064) || (c >= 0x206A && c <= 0x206F) ||
         std::binary_search(std::begin(kThem), std::end(kThem), c);
}

/// Each character with the one before it and, where that does not decide, the one behind it.
struct InvisibleCharacterAutomaton {
  /// What stands before.
  enum class Before : std::uint8_t {
    kNothing,  ///< nor may a selector stand behind an ASCII letter, white space or a value
    kValue,
    kJoining,  ///< a letter of a script with joiners, and its marks
    kEmoji,
    kFlag,      ///< the black flag, which tags may follow
    kFlagTags,  ///< the flag and tags
    kOther,
  };
  /// What must follow, or the character that was marked is a fault.
  enum class Wants : std::uint8_t { kNothing, kLetter, kLetterOrEmoji, kTag, kLineFeed };
  struct State {
    Before before = Before::kNothing;
    Wants wants = Wants::kNothing;
    bool operator==(const State&) const = default;
  };

  unicode::Properties any;  ///< what there is in the message

  [[nodiscard]] bool is_joining(const Symbol& symbol) const {
    return symbol.is_value() ? (any & unicode::kJoining) != 0 : symbol.is(unicode::kJoining);
  }
  static bool is_emoji(const Symbol& symbol) { return symbol.c >= 0x80 && symbol.is(unicode::kEmoji); }

  [[nodiscard]] bool is_wanted(Wants wants, const Symbol& symbol) const {
    switch (wants) {
      case Wants::kNothing:
        return true;
      case Wants::kLetter:
        return is_joining(symbol);
      case Wants::kLetterOrEmoji:
        return is_joining(symbol) || is_emoji(symbol);
      case Wants::kTag:
        return symbol.c >= 0xE0020 && is_tag(symbol.c);
      case Wants::kLineFeed:
        return symbol.c == '\n';
    }
    return true;
  }

  /// Whether it is a fault whatever follows.
  [[nodiscard]] bool is_found(Before before, const Symbol& symbol) const {
    const std::uint32_t c = symbol.c;
    const bool is_right_to_left = (any & unicode::kRightToLeft) != 0;
    if (c == 0x200E || c == 0x200F || c == 0x061C || is_isolate(c)) return !is_right_to_left;
    if (c == 0x200B) return (any & unicode::kUnspaced) == 0;
    if (is_selector(c)) return before == Before::kNothing || before == Before::kValue;
    if (is_tag(c)) {
      const bool is_of_flag = before == Before::kFlagTags || (before == Before::kFlag && c != 0xE007F);
      return !is_of_flag || c < 0xE0020;
    }
    return is_never_needed(symbol);
  }

  /// What must follow it, where what stands before does not allow it.
  [[nodiscard]] Wants wants_behind(Before before, std::uint32_t c) const {
    if (c == '\r') return Wants::kLineFeed;
    if (is_tag(c)) return c == 0xE007F ? Wants::kNothing : Wants::kTag;
    if (c != kJoiner && c != kNonJoiner && c != 0x180E) return Wants::kNothing;
    if (before == Before::kJoining || (before == Before::kValue && (any & unicode::kJoining) != 0)) {
      return Wants::kNothing;
    }
    const bool is_behind_emoji = before == Before::kEmoji || before == Before::kFlag;
    return c == kJoiner && is_behind_emoji ? Wants::kLetterOrEmoji : Wants::kLetter;
  }

  static Before before_next(Before before, const Symbol& symbol) {
    const std::uint32_t c = symbol.c;
    const bool is_ascii_letter = c < 0x80 && symbol.is(unicode::kLetter);
    if (symbol.is_value()) return Before::kValue;
    if (is_ascii_letter || symbol.is(unicode::kWhite)) return Before::kNothing;
    if (symbol.is(unicode::kJoining)) return Before::kJoining;
    if (before == Before::kJoining && symbol.is(unicode::kMark)) return before;
    if ((before == Before::kEmoji || before == Before::kFlag) && is_selector(c)) return Before::kEmoji;
    if ((before == Before::kFlag || before == Before::kFlagTags) && is_tag(c) && c >= 0xE0020) {
      if (c != 0xE007F) return Before::kFlagTags;
      return before == Before::kFlagTags ? Before::kEmoji : Before::kOther;
    }
    if (c == 0x1F3F4) return Before::kFlag;
    return is_emoji(symbol) ? Before::kEmoji : Before::kOther;
  }

  void step(State& state, const Symbol& symbol, Emitter& emitter) const {
    if (!is_wanted(state.wants, symbol)) emitter.fault_at_mark(kInvisible);
    state.wants = Wants::kNothing;
    if (is_found(state.before, symbol)) {
      emitter.fault(kInvisible);
    } else {
      state.wants = wants_behind(state.before, symbol.c);
      if (state.wants != Wants::kNothing) emitter.mark();
    }
    state.before = before_next(state.before, symbol);
  }
  static void joint(State& /*state*/) {}
  static void end(const State& state, Emitter& emitter) {
    if (state.wants != Wants::kNothing) emitter.fault_at_mark(kInvisible);
  }
};

/// Isolates of a message in which they may stand: one that closes nothing, and the first that nothing closes.
struct Isolates {
  static constexpr std::uint8_t kMostOpen = 8;  // beyond that, one more is found and not counted
  struct State {
    std::uint8_t open = 0;
    bool operator==(const State&) const = default;
  };
  static void step(State& state, const Symbol& symbol, Emitter& emitter) {
    if (!is_isolate(symbol.c)) return;
    const bool closes = symbol.c == 0x2069;
    if (closes ? state.open == 0 : state.open == kMostOpen) {
      emitter.fault(kInvisible);
    } else if (closes) {
      --state.open;
    } else if (state.open++ == 0) {
      emitter.mark();
    }
  }
  static void joint(State& /*state*/) {}
  static void end(const State& state, Emitter& emitter) {
    if (state.open > 0) emitter.fault_at_mark(kInvisible);
  }
};

std::string_view name_of(const Symbol& symbol) {
  const std::uint32_t c = symbol.c;
  if (c == 0x200B) return "a zero-width space";
  if (c == kNonJoiner) return "a zero-width non-joiner";
  if (c == kJoiner || c == 0x2060) return "a zero-width joiner";
  if (c == 0xFEFF) return "a byte order mark";
  if (c == 0x00AD) return "a soft hyphen";
  if (c == 0x2028 || c == 0x2029) return "a line or paragraph separator";
  if (is_selector(c)) return "a variation selector";
  if (is_tag(c)) return "a tag character";
  if (c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || is_isolate(c)) {
    return "a control of the writing direction";
  }
  return symbol.is(unicode::kControl) ? "a control character" : "an invisible character";
}

/// Whether there may be a character that this rule looks at. None of them is printable ASCII.
bool may_have_invisible(const Language& language) {
  constexpr unicode::Properties kSuspects = unicode::kInvisible | unicode::kControl;
  if ((language.any_beyond_ascii() & kSuspects) != 0 || language.may_have(0xFFF9, 0xFFFD)) return true;
  if ((language.any() & unicode::kControl) == 0) return false;
  for (char c = 0; c < ' '; ++c) {
    if (c != '\n' && c != '\t' && language.has(c)) return true;
  }
  return language.has('\x7F');
}

void check_invisible_character(const TextView& text, Reporter& report) {
  const Language& language = text.language;
  if (!may_have_invisible(language)) return;
  Faults faults = find_faults(language, InvisibleCharacterAutomaton{.any = language.any()}, text.limits);
  if (language.may_have(0x2066, 0x2069) && (language.any() & unicode::kRightToLeft) != 0) {
    Faults more = find_faults(language, Isolates(), text.limits);
    faults.all.insert(faults.all.end(), std::move_iterator(more.all.begin()), std::move_iterator(more.all.end()));
    faults.is_partial |= more.is_partial;
    faults.ran_out_of_work |= more.ran_out_of_work;
  }
  report_faults(text, faults, report, [&](const Fault& fault) -> Draft {
    const auto symbols = alternative_of(language, fault).symbols;
    const Symbol& symbol = *std::lower_bound(symbols.begin(), symbols.end(), fault.site.offset,
                                             [](const Symbol& one, std::uint32_t at) { return one.offset < at; });
    if (symbol.c == 0xFFFD) {
      return {.message = fmt::format("the sign for a lost character (U+FFFD) stands in {}; write the character that "
                                     "was meant",
                                     lint::name_of(language, fault))};
    }
    return {.message = fmt::format("{} (U+{:04X}) stands unseen in {}; take it away", name_of(symbol), symbol.c,
                                   lint::name_of(language, fault))};
  });
}

}  // namespace

extern const Rule kInvisibleCharacter = {
    .info = {.code = "X009",
             .name = "invisible-character",
             .severity = Severity::kWarning,
             .summary = "a character that cannot be seen and that neither the script nor an emoji needs",
             .why = "Text that is copied from web pages and documents brings invisible characters along. They break "
                    "links and names, spam filters count them, and some programs show them as boxes.",
             .bad = R"([
  { "type": "static", "text": "Hi there,\u200b saw your talk." }
])",
             .good = R"([
  { "type": "static", "text": "Hi there, saw your talk." }
])",
             .fix = FixKind::kUnsafe},
    .check = check_invisible_character};

}  // namespace segue::lint
