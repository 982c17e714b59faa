#include <algorithm>

#include "lint/rule.h"

namespace segue::lint {
namespace {

/// What is left over. It begins a word; and where else does it end?
struct Leftover {
  enum class Case : std::uint8_t { kMatters, kIgnored };
  enum class End : std::uint8_t { kAnywhere, kOfWord, kOfHost, kOfOnlyWord };
  std::string_view text;
  Case letters;
  End end;
};

// Where several fit, the first is told.
constexpr Leftover kLeftovers[] = {
    {"TO"
     "DO:",
     Leftover::Case::kMatters, Leftover::End::kAnywhere},
    {"TO"
     "DO",
     Leftover::Case::kMatters, Leftover::End::kOfOnlyWord},
    {"FIX"
     "ME",
     Leftover::Case::kMatters, Leftover::End::kOfWord},
    {"TBD", Leftover::Case::kMatters, Leftover::End::kOfWord},
    {"lorem ipsum", Leftover::Case::kIgnored, Leftover::End::kAnywhere},
    {"example.com", Leftover::Case::kIgnored, Leftover::End::kOfHost},
    {"example.org", Leftover::Case::kIgnored, Leftover::End::kOfHost},
    {"example.net", Leftover::Case::kIgnored, Leftover::End::kOfHost},
    {"calendly.com/your", Leftover::Case::kIgnored, Leftover::End::kAnywhere},
    {"your-name", Leftover::Case::kIgnored, Leftover::End::kOfWord},
    {"your-link", Leftover::Case::kIgnored, Leftover::End::kOfWord},
};

/// The characters with which they begin.
constexpr std::string_view kFirst = "TFlLeEcCyY";
static_assert(std::all_of(std::begin(kLeftovers), std::end(kLeftovers),
                          [](const Leftover& one) { return kFirst.find(one.text.front()) != kFirst.npos; }));

constexpr unicode::Properties kPart = unicode::kLetter | unicode::kMark | unicode::kDigit;

bool is_part(const Symbol& symbol) {
  return symbol.is(kPart);
}

/// A text as somebody typed it, with nothing before and behind it.
class Typed {
 public:
  explicit Typed(std::span<const Symbol> symbols) : symbols_(symbols) {}

  /// What is left over at that word; null if nothing is.
  [[nodiscard]] const Leftover* leftover(std::size_t at) const {
    const std::uint32_t c = symbols_[at].c;
    if (c >= 128 || kFirst.find(static_cast<char>(c)) == kFirst.npos) return nullptr;
    const auto* found = std::find_if(std::begin(kLeftovers), std::end(kLeftovers), [&](const Leftover& one) {
      return holds(one, at) && may_end(one.end, at, at + one.text.size());
    });
    return found == std::end(kLeftovers) ? nullptr : found;
  }

 private:
  [[nodiscard]] bool is(std::size_t at, char c) const {
    return at < symbols_.size() && symbols_[at].c == static_cast<unsigned char>(c);
  }
  [[nodiscard]] bool is_part_at(std::size_t at) const { return at < symbols_.size() && is_part(symbols_[at]); }

  [[nodiscard]] bool holds(const Leftover& leftover, std::size_t at) const {
    const std::string_view wanted = leftover.text;
    if (symbols_.size() - at < wanted.size()) return false;
    for (const char c : wanted) {
      std::uint32_t typed = symbols_[at++].c;
      if (leftover.letters == Leftover::Case::kIgnored && typed >= 'A' && typed <= 'Z') typed = typed - 'A' + 'a';
      if (typed != static_cast<unsigned char>(c)) return false;
    }
    return true;
  }

  [[nodiscard]] bool may_end(Leftover::End wanted, std::size_t begin, std::size_t end) const {
    switch (wanted) {
      case Leftover::End::kAnywhere:
        return true;
      case Leftover::End::kOfWord:
        return !is_part_at(end);
      case Leftover::End::kOfHost:
        return (begin == 0 || !is(begin - 1, '-')) && !is_part_at(end) && !is(end, '-') &&
               !(is(end, '.') && is_part_at(end + 1));
      case Leftover::End::kOfOnlyWord:
        return is_only_word(begin, end);
    }
    return false;
  }

  /// Whether its line has no other one. Spanish and Portuguese have a word that looks like ours where it is shouted.
  [[nodiscard]] bool is_only_word(std::size_t begin, std::size_t end) const {
    // No further than to the next word, so that a line of many costs no more than a walk over it.
    const auto decides = [](const Symbol& symbol) { return is_part(symbol) || symbol.is(unicode::kLineBreak); };
    const auto before = symbols_.first(begin);
    const auto behind = symbols_.subspan(end);
    const auto first = std::find_if(before.rbegin(), before.rend(), decides);
    const auto last = std::find_if(behind.begin(), behind.end(), decides);
    return (first == before.rend() || !is_part(*first)) && (last == behind.end() || !is_part(*last));
  }

  std::span<const Symbol> symbols_;
};

void check_typed(const TextView& text, std::uint32_t segment, const Alternative& alternative, Reporter& report) {
  const Typed typed(alternative.symbols);
  std::size_t end = 0;  // of the one before
  for (const std::size_t at : alternative.words) {
    const Leftover* leftover = at >= end ? typed.leftover(at) : nullptr;
    if (leftover == nullptr) continue;
    const std::uint32_t begin = alternative.symbols[at].offset;
    end = at + leftover->text.size();
    if (report.leaves_out()) continue;
    report.add({.path = path_of(text.language, segment, alternative, alternative.symbols[end - 1].offset),
                .message = fmt::format("{} was left over in message {}, segment {}; write what belongs there",
                                       quoted(alternative.text.substr(begin, leftover->text.size())),
                                       text.message().step.number, segment + 1)});
  }
}

void check_leftover_text(const TextView& text, Reporter& report) {
  const auto segments = text.language.segments();
  for (std::uint32_t segment = 0; segment < segments.size(); ++segment) {
    if (segments[segment].variable != LanguageSegment::kNoVariable) continue;
    for (const Alternative& alternative : segments[segment].alternatives) {
      check_typed(text, segment, alternative, report);
    }
  }
}

}  // namespace

extern const Rule kLeftoverText = {
    .info = {.code = "X017",
             .name = "leftover-text",
             .severity = Severity::kWarning,
             .summary = "a note of unfinished work, or a placeholder of a draft, that still stands in a text",
             .why = "Notes such as TBD and addresses such as example.com were meant for the author. Where they are "
                    "sent, every lead sees that nobody read the message again.",
             .bad = R"([
  { "type": "static", "text": "Book a slot here: https://calendly.com/your-link" }
])",
             .good = R"([
  { "type": "static", "text": "Book a slot here: https://calendly.com/tim-acme" }
])"},
    .check = check_leftover_text};

}  // namespace segue::lint
