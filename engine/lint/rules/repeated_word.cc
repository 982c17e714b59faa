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

void check(const TextView& text, Reporter& report) {
  const Language& language = text.language;
  if ((language.any() & unicode::kWhite) == 0) return;
  Words words;
  const Faults faults = find_faults(language, Automaton(language, words), text.limits);
  report_faults(text, faults, report, [&](const Fault& fault) -> Telling {
    return {
        .message = fmt::format("{} stands twice in a row in {}; take one of the two away",
                               quoted(words[static_cast<std::uint32_t>(fault.kind)].text), name_of(language, fault)),
        .beginning = "what follows the first of the two"};
  });
}

}  // namespace

const Rule kRepeatedWord = {
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
    .check = check};

}  // namespace segue::lint
