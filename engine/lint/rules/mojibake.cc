#include <algorithm>

#include "lint/rule.h"

namespace segue::lint {
namespace {

constexpr int kMojibakeFault = 0;
constexpr std::uint8_t kFirstLead = 0xC2, kLastLead = 0xF4;  ///< bytes that begin a UTF-8 sequence of several bytes

/// What windows-1252 has at 0x80 to 0x9F; 0 where it has nothing.
constexpr std::uint16_t kWindows[] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                      0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                      0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

/// The byte that is read as this character, in Latin-1 or windows-1252; 0 where it is ASCII or of no byte.
std::uint8_t byte_of(std::uint32_t c) {
  if (c < 0x80) return 0;
  if (c <= 0xFF) return static_cast<std::uint8_t>(c);
  const auto* found = std::find(std::begin(kWindows), std::end(kWindows), c);
  return found == std::end(kWindows) ? std::uint8_t{0} : static_cast<std::uint8_t>(0x80 + (found - kWindows));
}

/// A quote, a dash, an ellipsis or a no-break space, which may follow any word.
bool may_follow_word(std::uint8_t byte) {
  constexpr std::uint8_t kThem[] = {0x82, 0x84, 0x85, 0x8B, 0x91, 0x92, 0x93, 0x94, 0x96, 0x97, 0x9B, 0xA0, 0xAB, 0xBB};
  return std::find(std::begin(kThem), std::end(kThem), byte) != std::end(kThem);
}

enum class Evidence : std::uint8_t {
  kNone,  ///< no character that would have been written
  kWeak,  ///< of a script in which every letter would look so: one proves nothing, two in a row do
  kStrong,
};

/// What a sequence is worth that decodes to this character. Strong are letters of Latin, typographic marks and emoji,
/// as long as no language would write the sequence itself ("CAFÉ »" with a no-break space is three bytes of Chinese).
Evidence evidence_of(std::uint32_t c) {
  const auto is_in = [c](std::uint32_t first, std::uint32_t last) { return c >= first && c <= last; };
  const bool is_latin = (is_in(0xA0, 0x17F) && c != 0xAD) || is_in(0x218, 0x21B) || c == 0x259;
  const bool is_mark = is_in(0x2000, 0x206F) || is_in(0x20A0, 0x20BF) || is_in(0x2100, 0x21FF) || is_in(0x2600, 0x27BF);
  if (is_latin || is_mark || c == 0xFEFF || c == 0xFFFD || is_in(0x1F000, 0x1FFFF)) return Evidence::kStrong;
  const bool is_letter = is_in(0x386, 0x4FF) || is_in(0x5D0, 0x5EA) || is_in(0x620, 0x6FF) || is_in(0x900, 0xD7FF);
  return is_letter ? Evidence::kWeak : Evidence::kNone;
}

/// Reads characters as the bytes they stand for, and these as UTF-8. Of sequences in a row the first one that is
/// evidence is a fault.
struct MojibakeAutomaton {
  /// The word so far.
  enum class Word : std::uint8_t { kNone, kCapitals, kOther };
  enum class Run : std::uint8_t { kNone, kWeak, kTold };
  struct State {
    std::uint32_t decoded = 0;  ///< the bits of the sequence so far
    std::uint8_t missing = 0;   ///< characters of it
    Word word = Word::kNone;
    Word before = Word::kNone;  ///< the word before the sequence
    Run run = Run::kNone;       ///< of sequences that end here, or before the one that is read
    bool operator==(const State&) const = default;
  };

  static Word word_with(Word word, const Symbol& symbol) {
    if (!symbol.is(unicode::kWord)) return Word::kNone;
    if (!symbol.is(unicode::kLetter)) return word;
    return symbol.is(unicode::kUpper) && word != Word::kOther ? Word::kCapitals : Word::kOther;
  }

  /// Whether the sequence is the last letter of a word in capitals and what may follow it, or a letter by itself, with
  /// a mark behind it: "AMANHÃ”", "NESCAFÉ™", "2 Å²".
  static bool is_written(const State& state, std::uint8_t last) {
    if (state.decoded > 0x7FF) return false;
    const bool is_a_tilde = state.decoded < 0x100;  // Â or Ã, which are no words
    if (is_a_tilde) return state.before == Word::kCapitals && may_follow_word(last);
    const bool may_follow =
        may_follow_word(last) || last == 0x99 || last == 0xA9 || last == 0xAE || last == 0xB2 || last == 0xB3;
    return state.before != Word::kOther && may_follow;
  }

  static void complete(State& state, std::uint8_t last, Emitter& emitter) {
    const Evidence evidence = is_written(state, last) ? Evidence::kNone : evidence_of(state.decoded);
    const bool is_fault = evidence == Evidence::kStrong || (evidence == Evidence::kWeak && state.run == Run::kWeak);
    if (is_fault && state.run != Run::kTold) emitter.fault(kMojibakeFault);
    if (evidence == Evidence::kNone) {
      state.run = Run::kNone;
    } else {
      if (state.run != Run::kTold) state.run = is_fault ? Run::kTold : Run::kWeak;
      state.word = Word::kOther;
    }
    state.decoded = 0;
    state.before = Word::kNone;
  }

  static void step(State& state, const Symbol& symbol, Emitter& emitter) {
    const std::uint8_t byte = symbol.is_value() ? std::uint8_t{0} : byte_of(symbol.c);
    const Word word = state.word;
    state.word = word_with(word, symbol);
    if (state.missing > 0 && byte >= 0x80 && byte < 0xC0) {
      state.decoded = state.decoded << 6 | (byte & 0x3Fu);
      --state.missing;
      const bool is_longer_than_needed = state.decoded < (state.missing == 2 ? 0x10u : state.missing == 1 ? 0x20u : 0u);
      if (!is_longer_than_needed) {
        if (state.missing == 0) complete(state, byte, emitter);
        return;
      }
    }
    const bool is_lead = byte >= kFirstLead && byte <= kLastLead;
    state = {.word = state.word, .run = is_lead && state.missing == 0 ? state.run : Run::kNone};
    if (!is_lead) return;
    state.missing = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3;
    state.decoded = byte & (0x3Fu >> state.missing);
    state.before = word;
    if (state.run == Run::kNone) emitter.begin();
  }
  static void joint(State& /*state*/) {}
  static void end(const State& /*state*/, Emitter& /*emitter*/) {}
};

/// What was found, as far as it stands in one text.
std::string shown_mojibake(const Language& language, const Fault& fault) {
  if (!is_in_one_text(fault)) return "a character that ends";
  const Alternative& alternative = alternative_of(language, fault);
  const auto behind =
      std::upper_bound(alternative.symbols.begin(), alternative.symbols.end(), fault.site.offset,
                       [](std::uint32_t offset, const Symbol& symbol) { return offset < symbol.offset; });
  const std::size_t end = behind == alternative.symbols.end() ? alternative.text.size() : behind->offset;
  const std::size_t begin = fault.beginning->offset;
  return quoted(alternative.text.substr(begin, end - begin));
}

void check_mojibake(const TextView& text, Reporter& report) {
  const Language& language = text.language;
  if (!language.may_have(kFirstLead, kLastLead)) return;
  report_faults(
      text, find_faults(language, MojibakeAutomaton(), text.limits), report, [&](const Fault& fault) -> Draft {
        return {.message = fmt::format("{} in {} was decoded twice on its way here; write the character that was meant",
                                       shown_mojibake(language, fault), name_of(language, fault)),
                .related = beginning_of(language, fault, "the character begins here")};
      });
}

}  // namespace

extern const Rule kMojibake = {
    .info = {.code = "X010",
             .name = "mojibake",
             .severity = Severity::kWarning,
             .summary = "text that was decoded twice, so that letters and quotes became pairs of odd characters",
             .why =
                 "A program has read UTF-8 as windows-1252 on the way here. The lead would receive the odd characters "
                 "in place of every accent, quote and dash.",
             .bad = R"([
  { "type": "static", "text": "Saw your talk at the cafÃ© and itâ€™s great." }
])",
             .good = R"([
  { "type": "static", "text": "Saw your talk at the café and it’s great." }
])",
             .fix = FixKind::kUnsafe},
    .check = check_mojibake};

}  // namespace segue::lint
