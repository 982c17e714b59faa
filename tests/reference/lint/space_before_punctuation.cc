#include "base/unicode.h"
#include "reference/plain_linter.h"

namespace segue::reference {
namespace {

bool is_mark(std::uint32_t c) {
  return c == ',' || c == '.' || c == ';' || c == ':' || c == '!' || c == '?';
}

/// Whether somewhere in the sequence somebody types a blank or a no-break space before ; : ! or ?
bool is_typed_somewhere(const Sequence& sequence) {
  const auto types_it = [](std::string_view text) {
    for (const std::string_view blank : {" ", "\u00A0", "\u202F"}) {
      for (const char mark : {';', ':', '!', '?'}) {
        if (text.find(std::string(blank) + mark) != std::string_view::npos) return true;
      }
    }
    return false;
  };
  for (const Message* message : sequence.messages()) {
    for (const Segment& segment : message->segments) {
      if (const auto* fixed = std::get_if<Static>(&segment.content)) {
        if (types_it(fixed->text)) return true;
      } else if (const auto* variation = std::get_if<Variation>(&segment.content)) {
        for (const std::string& option : variation->options) {
          if (types_it(option)) return true;
        }
      } else if (const auto& variable = std::get<Variable>(segment.content); variable.fallback) {
        if (types_it(*variable.fallback)) return true;
      }
    }
  }
  return false;
}

}  // namespace

// `(?<!\.) (?!\. ?\.)[,.;:!?]+(?=\s|$)`; the place is the last mark of the run.
void space_before_punctuation(const PlainText& text, PlainFaults& faults) {
  const bool is_french = is_typed_somewhere(*text.sequence);
  const auto n = static_cast<std::ptrdiff_t>(text.size());
  for (std::ptrdiff_t i = 0; i < n; ++i) {
    if (text.at(i) != ' ' || text.at(i - 1) == '.') continue;
    const bool is_pause =
        text.at(i + 1) == '.' && (text.at(i + 2) == '.' || (text.at(i + 2) == ' ' && text.at(i + 3) == '.'));
    if (is_pause) continue;
    std::ptrdiff_t end = i + 1;
    while (is_mark(text.at(end))) ++end;
    if (end == i + 1) continue;
    const bool ends = end == n || (!text[static_cast<std::size_t>(end)].is_value() &&
                                   (unicode::properties(text.at(end)) & unicode::kWhite) != 0);
    if (!ends) continue;
    bool is_typed = true;
    for (std::ptrdiff_t k = i; k < end; ++k) {
      is_typed &= text[static_cast<std::size_t>(k)].same_text(text[static_cast<std::size_t>(i)]);
    }
    const bool is_strong = text.at(i + 1) == ',' || text.at(i + 1) == '.';
    const bool is_information = !is_strong && (is_typed || is_french);
    faults.add(static_cast<std::size_t>(end - 1), is_information ? Severity::kInformation : Severity::kWarning);
  }
}

}  // namespace segue::reference
