#include <algorithm>
#include <cstdint>
#include <deque>
#include <type_traits>
#include <unordered_map>

#include "lint/rule.h"

namespace segue::lint {
namespace {

constexpr std::size_t kLongest = 64;
constexpr std::string_view kNeverTwice[] = {"the", "to",   "and",  "for", "it", "you", "your",
                                            "our", "with", "from", "are", "or", "this"};

/// A word, in lower case as far as it is ASCII; ⟨name⟩ where it is a value. No word has these brackets.
struct Word {
  std::string text;
  bool has_letter = false;
  bool has_unspaced = false;  ///< a letter of a script that is written without spaces
  bool is_value = false;
  bool is_unknown = false;   ///< too long, or with a value in it: equal to none
  std::uint32_t number = 0;  ///< that Words gave it; kNone where it has not been asked for

  [[nodiscard]] bool is_none() const { return text.empty() && !is_unknown; }
  void clear() {
    text.clear();
    has_letter = has_unspaced = is_value = is_unknown = false;
    number = 0;
  }
  void make_unknown() {
    clear();
    is_unknown = true;
  }
};

/// Words that were met at joints, by numbers. They stay where they are.
class Words {
 public:
  static constexpr std::uint32_t kNone = 0;
  static constexpr std::uint32_t kUnknown = 1;
  static constexpr std::uint32_t kNew = 0xffffffffu;

  std::uint32_t number_of(Word& word) {
    if (word.is_unknown) return kUnknown;
    if (word.text.empty() || word.number != kNone) return word.number;
    const auto [entry, is_new] = numbers_.try_emplace(word.text, static_cast<std::uint32_t>(words_.size()));
    word.number = entry->second;
    if (is_new) words_.push_back(word);
    return word.number;
  }
  /// The same, but kNew of a word that has none yet.
  [[nodiscard]] std::uint32_t number_if_met(const Word& word) const {
    if (word.is_unknown) return kUnknown;
    if (word.text.empty() || word.number != kNone) return word.number;
    const auto found = numbers_.find(word.text);
    return found == numbers_.end() ? kNew : found->second;
  }
  Word& operator[](std::uint32_t number) { return words_[number]; }

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::deque<Word> words_ = {{}, {.text = {}, .is_unknown = true}};
};

/// The word that is read, and the one before it as long as nothing but white space stands between. While an alternative
/// is read both are written out (`word_`, `before_`); the state has their numbers at joints alone.
class Automaton {
 public:
  /// Whether a segment ended behind the beginning of a word, and whether another word or the rest of it came then.
  enum class Split : std::uint8_t { kNo, kPending, kYes };
  struct State {
    std::uint32_t before = Words::kNone;
    std::uint32_t word = Words::kNone;
    bool is_before_capital = false;
    bool is_capital = false;
    Split before_split = Split::kNo;
    Split split = Split::kNo;  ///< of the word that is read
    bool operator==(const State&) const = default;
  };
  static_assert(std::has_unique_object_representations_v<State>);

  Automaton(const Language& language, Words& words) : language_(language), words_(words) {}

  void step(State& state, const Symbol& symbol, Emitter& emitter) {
    if (!is_loaded_) begin(state, emitter);
    if (symbol.is(unicode::kWord)) {
      if (state.before_split == Split::kPending) state.before_split = Split::kYes;
      if (state.split == Split::kPending) state.split = Split::kYes;
      append(state, symbol);
      emitter.mark();
      return;
    }
    const bool is_gap = symbol.is(unicode::kWhite) && !symbol.is(unicode::kLineBreak);
    if (!word_->is_none()) {
      if (is_repeated(state)) {
        word_->number = words_.number_of(*before_);  // which mostly is known: the same word came before
        emitter.fault_at_mark(static_cast<int>(word_->number));
      }
      if (is_gap) emitter.begin();
      before_ = word_;
      word_ = word_ == &written_[0] ? &written_[1] : &written_[0];
      word_->clear();
      state.is_before_capital = state.is_capital;
      state.before_split = state.split;
      state.is_capital = false;
      state.split = Split::kNo;
    }
    if (!is_gap || before_->is_unknown) forget_before(state);
  }

  void joint(State& state, const Emitter& emitter) {
    if (is_loaded_) {
      // A word that can no longer become the one before makes no difference.
      if (!before_->text.starts_with(word_->text) || word_->is_unknown) forget_before(state);
      // A state with a new word is a new one; where no more of them are kept, nor are their words.
      const auto number_of = [&](Word& word) {
        return emitter.keeps_new_states() ? words_.number_of(word) : words_.number_if_met(word);
      };
      state.before = number_of(*before_);
      state.word = number_of(*word_);
      is_loaded_ = false;
    }
    if (state.before != Words::kNone && state.before_split == Split::kNo) state.before_split = Split::kPending;
    if (state.word != Words::kNone && state.split == Split::kNo) state.split = Split::kPending;
  }

  void end(const State& state, Emitter& emitter) {
    load(state);
    if (is_repeated(state)) emitter.fault_at_mark(static_cast<int>(state.word));
  }

 private:
  void load(const State& state) {
    before_ = &words_[state.before];
    word_ = &written_[0];
    if (state.word == Words::kNone) {
      word_->clear();
    } else {
      *word_ = words_[state.word];
    }
  }

  void begin(State& state, const Emitter& emitter) {
    is_loaded_ = true;
    load(state);
    text_ = language_.segments()[emitter.segment()].alternatives[emitter.alternative()].text;
    state.before = state.word = Words::kNone;
  }

  void append(State& state, const Symbol& symbol) {
    Word& word = *word_;
    if (word.is_unknown) return;
    word.number = Words::kNone;
    if (symbol.is_value()) {
      const bool is_alone = word.text.empty();
      word.text = fmt::format("⟨{}⟩", text_);
      word.has_letter = word.is_value = true;
      if (!is_alone) word.make_unknown();
    } else {
      const std::size_t size = symbol.c < 0x80 ? 1 : symbol.c < 0x800 ? 2 : symbol.c < 0x10000 ? 3 : 4;
      if (word.text.size() + size > kLongest || word.is_value) {
        word.make_unknown();
      } else if (size == 1) {
        word.text += static_cast<char>(symbol.c >= 'A' && symbol.c <= 'Z' ? symbol.c - 'A' + 'a' : symbol.c);
      } else {
        word.text.append(text_, symbol.offset, size);
      }
      if (symbol.is(unicode::kLetter) && !word.is_unknown) {
        if (!word.has_letter) state.is_capital = symbol.is(unicode::kUpper);
        word.has_letter = true;
        word.has_unspaced |= !symbol.is(unicode::kSpaced);
      }
    }
    if (word.is_unknown) state.is_capital = false;
  }

  [[nodiscard]] bool is_repeated(const State& state) const {
    if (word_->text.empty() || word_->text != before_->text) return false;
    if (state.before_split != Split::kYes)
      return std::find(std::begin(kNeverTwice), std::end(kNeverTwice), word_->text) != std::end(kNeverTwice);
    return word_->has_letter && !word_->has_unspaced && !(state.is_capital && state.is_before_capital);
  }

  void forget_before(State& state) {
    before_ = &words_[Words::kNone];
    state.is_before_capital = false;
    state.before_split = Split::kNo;
  }

  const Language& language_;
  Words& words_;
  Word written_[2];         ///< what is read
  Word* before_ = nullptr;  ///< one of them, or of words_
  Word* word_ = nullptr;    ///< one of them
  std::string_view text_;   ///< that is read
  bool is_loaded_ = false;  ///< the words stand in before_ and word_
};

std::uint32_t lower(std::uint32_t c) {
  return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
}

/// Whether two words of a text are the same, ASCII case ignored. Words are as in Alternative::words: without
/// apostrophes.
bool are_same(std::span<const Symbol> symbols, std::size_t left, std::size_t right) {
  const auto is_in_word = [&](std::size_t at) {
    constexpr unicode::Properties kParts = unicode::kLetter | unicode::kMark | unicode::kDigit;
    return at < symbols.size() && symbols[at].is(kParts);
  };
  while (is_in_word(left) && is_in_word(right) && lower(symbols[left].c) == lower(symbols[right].c)) ++left, ++right;
  return !is_in_word(left) && !is_in_word(right);
}

bool has_same_words_in_a_row(const Alternative& one) {
  for (std::size_t i = 1; i < one.words.size(); ++i) {
    if (are_same(one.symbols, one.words[i - 1], one.words[i])) return true;
  }
  return false;
}

/// Words at the edges of texts, as bits of their hashes: words that are the same have the same bit.
using Bits = std::uint64_t;

/// The bit of the word that begins at `at`, or that ends there if `step` is -1.
Bits bit_of_word(std::span<const Symbol> symbols, std::ptrdiff_t at, std::ptrdiff_t step) {
  // The sum of its symbols: the same in both directions.
  std::uint64_t sum = 0;
  for (; at >= 0 && at < static_cast<std::ptrdiff_t>(symbols.size()); at += step) {
    const Symbol& symbol = symbols[static_cast<std::size_t>(at)];
    if (!symbol.is(unicode::kWord)) break;
    sum += std::uint64_t{lower(symbol.c)} * lower(symbol.c);
  }
  constexpr std::uint64_t kGolden = 0x9E3779B97F4A7C15u;
  return Bits{1} << (sum * kGolden >> 58);
}

/// Whether a word may be the same as the one before it, across a joint. Words that themselves span a joint are taken to
/// be.
bool can_repeat_at_joint(const Language& language) {
  if (language.can_meet_at_joint(kind::kWord, kind::kWord)) return true;
  Bits before = 0;  // words that may come before the next segment, with nothing but white space after them
  for (const LanguageSegment& segment : language.segments()) {
    Bits after = 0;
    for (const Alternative& one : segment.alternatives) {
      const auto symbols = one.symbols;
      const auto is_white = [](const Symbol& symbol) { return symbol.is(unicode::kWhite); };
      const auto first = std::find_if_not(symbols.begin(), symbols.end(), is_white);
      if (first == symbols.end()) {
        after |= before;
        continue;
      }
      if (first->is(unicode::kWord) && (before & bit_of_word(symbols, first - symbols.begin(), 1)) != 0) return true;
      const auto last = std::find_if_not(symbols.rbegin(), symbols.rend(), is_white);
      if (last->is(unicode::kWord)) after |= bit_of_word(symbols, symbols.rend() - last - 1, -1);
    }
    before = after;
  }
  return false;
}

/// Whether there may be something to find. Mostly not, and to see that is much cheaper than to look for it.
bool can_repeat_word(const Language& language) {
  for (const LanguageSegment& segment : language.segments()) {
    for (const Alternative& one : segment.alternatives) {
      if (has_same_words_in_a_row(one)) return true;
    }
  }
  return can_repeat_at_joint(language);
}

void check_repeated_word(const TextView& text, Reporter& report) {
  const Language& language = text.language;
  if ((language.any() & unicode::kWhite) == 0 || !can_repeat_word(language)) return;
  Words words;
  const Faults faults = find_faults(language, Automaton(language, words), text.limits);
  report_faults(text, faults, report, [&](const Fault& fault) -> Draft {
    return {
        .message = fmt::format("{} stands twice in a row in {}; take one of the two away",
                               quoted(words[static_cast<std::uint32_t>(fault.kind)].text), name_of(language, fault)),
        .related = beginning_of(language, fault, "what follows the first of the two")};
  });
}

}  // namespace

extern const Rule kRepeatedWord = {
    .info =
        {.code = "X004",
         .name = "repeated-word",
         .severity = Severity::kWarning,
         .summary = "a word twice in a row, as typed or where two segments meet",
         .why = "\"I saw your your talk\" is overread by who writes it and noticed by who receives it. Where an option "
                "or a fallback brings the word that the text beside it has already, the editor shows it only once.",
         .bad = R"([
  { "type": "static", "text": "I saw your " },
  { "type": "variation", "options": ["recent", "your latest"] },
  { "type": "static", "text": " talk." }
])",
         .good = R"([
  { "type": "static", "text": "I saw your " },
  { "type": "variation", "options": ["recent", "latest"] },
  { "type": "static", "text": " talk." }
])"},
    .check = check_repeated_word};

}  // namespace segue::lint
