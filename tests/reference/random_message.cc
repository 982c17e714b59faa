#include "reference/random_message.h"

#include <string>
#include <string_view>

namespace segue::reference {
namespace {

/// What rules look at, one family of theirs after the other; a text is a few of them in a row.
constexpr std::string_view kPieces[] = {
    // blanks and marks
    " ", " ", " ", "  ", "\t", "\n", "\u00A0", ",", ".", "!", "?", ":", ";", "..", "...", "!!", " ,", ". ", "’", "'",
    // words
    "a", "an", "the", "The", "to", "Hi", "hi", "hour", "apple", "Bora", "BIG", "DEAL", "NOW", "post", "s", "x", "é",
    "Ünal", "über", "ВСЕМ", "привет", "株式", "שלום", "سلام", "नमस्ते", "สวัสดี", "5", "10k", "a ", "an ", "idea", "deal",
    "from ", "BIG ", "NOW ",
    // markup, mojibake, leftovers
    "{", "}", "{{", "}}", "x}}", "{{x", "|", "*|", "|*", "NAME", "{%", "%}", "%", "$", "${", "<<", ">>", "[", "]", "[[",
    "]]", "[first name]", "{a|b}", "Ã©", "â€™", "Â", "TO" "DO", "TO" "DO:", "lorem ipsum", "example.com",
    // links, handles
    "http://", "https://", "bit.ly", "t.co", "/", "@", "#", ".com", "www.", "a.b", "-",
    // invisible characters
    "\u200B", "\u200D", "\u200C", "\u00AD", "\uFE0F", "\u202E", "\u2066", "\u2069", "\u2060", "👍", "👩", "\uFFFD",
    "\u0001"};

std::size_t below(std::mt19937& random, std::size_t count) {
  return random() % count;
}

std::string text_of(std::mt19937& random, std::size_t first_piece, std::size_t pieces, std::size_t most) {
  std::string text;
  for (std::size_t count = below(random, most + 1); count > 0; --count) {
    // Mostly from a few neighbours, so that what belongs together meets.
    const std::size_t piece =
        below(random, 3) == 0 ? below(random, std::size(kPieces)) : first_piece + below(random, pieces);
    text += kPieces[piece % std::size(kPieces)];
  }
  return text;
}

}  // namespace

std::pair<Sequence, LintSettings> random_case(std::mt19937& random) {
  constexpr std::string_view kNames[] = {"first-name", "company", "x"};
  Sequence sequence;
  sequence.shape = Shape::kSteps;
  const std::size_t first_piece = below(random, std::size(kPieces));
  const std::size_t pieces = 3 + below(random, 12);
  for (std::size_t messages = 1 + below(random, 2); messages > 0; --messages) {
    Message message;
    for (std::size_t count = below(random, 7) + 1; count > 0; --count) {
      Segment segment;
      const std::size_t kind = below(random, 5);
      if (kind < 2) {
        segment.content = Static{text_of(random, first_piece, pieces, 4)};
      } else if (kind < 4) {
        Variable variable{std::string(kNames[below(random, std::size(kNames))]), std::nullopt};
        if (below(random, 6) != 0)
          variable.fallback = below(random, 3) == 0 ? "" : text_of(random, first_piece, pieces, 3);
        segment.content = std::move(variable);
      } else {
        Variation variation;
        for (std::size_t options = 1 + below(random, 3); options > 0; --options) {
          variation.options.push_back(below(random, 4) == 0 ? "" : text_of(random, first_piece, pieces, 3));
        }
        segment.content = std::move(variation);
      }
      message.segments.push_back(std::move(segment));
    }
    Step step;
    step.action = std::move(message);
    sequence.steps.push_back(std::move(step));
  }
  LintSettings settings;
  settings.forbidden_phrases = {"the hour", "Hi", "big deal"};
  settings.required_phrases = {"post", "hi there"};
  settings.max_length = 12;
  settings.value_length = 4;
  settings.suffix_letters = 1 + below(random, 3);
  return {std::move(sequence), std::move(settings)};
}

}  // namespace segue::reference
