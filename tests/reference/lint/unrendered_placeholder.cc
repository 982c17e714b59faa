#include <algorithm>

#include "base/unicode.h"
#include "reference/plain_linter.h"

namespace segue::reference {
namespace {

// Each of these reads on from i, and answers where it stopped: behind what it read, or nowhere.
using Index = std::ptrdiff_t;
constexpr Index kNowhere = -1;

bool is_letter(std::uint32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool is_digit(std::uint32_t c) {
  return c >= '0' && c <= '9';
}
bool is_hexadecimal(std::uint32_t c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
bool is_line_break(std::uint32_t c) {
  return c < 0x110000 && (unicode::properties(c) & unicode::kLineBreak) != 0;
}

Index literal(const PlainText& text, Index i, std::string_view characters) {
  if (i == kNowhere) return kNowhere;
  for (const char c : characters) {
    if (text.at(i++) != static_cast<std::uint32_t>(c)) return kNowhere;
  }
  return i;
}

Index blanks(const PlainText& text, Index i) {
  while (i != kNowhere && (text.at(i) == ' ' || text.at(i) == '\t')) ++i;
  return i;
}

Index identifier(const PlainText& text, Index i) {
  if (i == kNowhere || !is_letter(text.at(i))) return kNowhere;
  while (is_letter(text.at(i)) || is_digit(text.at(i)) || text.at(i) == '.' || text.at(i) == '-') ++i;
  return i;
}

/// Anything without braces and line breaks.
Index words(const PlainText& text, Index i) {
  const auto n = static_cast<Index>(text.size());
  while (i != kNowhere && i < n && text.at(i) != '{' && text.at(i) != '}' && !is_line_break(text.at(i))) ++i;
  return i;
}

/// `{{ x }}` and `{{ x | … }}`
Index double_braces(const PlainText& text, Index i) {
  const Index name = blanks(text, identifier(text, blanks(text, literal(text, i, "{{"))));
  const Index simple = literal(text, name, "}}");
  if (simple != kNowhere) return simple;
  return literal(text, words(text, literal(text, name, "|")), "}}");
}

/// `{x}`, and `{a|b}` with parts of at most 60 characters
Index braces(const PlainText& text, Index i) {
  const Index begin = literal(text, i, "{");
  const Index simple = literal(text, identifier(text, begin), "}");
  if (simple != kNowhere) return simple;
  const Index end = words(text, begin);
  if (end == kNowhere || text.at(end) != '}') return kNowhere;
  Index parts = 1;
  Index length = 0;
  for (Index k = begin; k < end; ++k) {
    if (text.at(k) == '|') {
      ++parts;
      length = 0;
    } else if (++length > 60) {
      return kNowhere;
    }
  }
  return parts < 2 ? kNowhere : end + 1;
}

Index double_brackets(const PlainText& text, Index i) {
  return literal(text, identifier(text, literal(text, i, "[[")), "]]");
}

/// `[Field]`
Index field(const PlainText& text, Index i) {
  for (const std::string_view name :
       {"first name", "last name", "full name", "name", "your name", "company", "company name", "title", "job title",
        "role", "position", "city", "country", "industry", "website", "email", "link", "date"}) {
    Index at = literal(text, i, "[");
    if (at == kNowhere) return kNowhere;
    const bool is_it = std::all_of(name.begin(), name.end(), [&](char c) {
      const std::uint32_t read = text.at(at++);
      const auto wanted = static_cast<std::uint32_t>(c);
      return read == wanted || (c != ' ' && read == wanted - 'a' + 'A');
    });
    if (is_it && text.at(at) == ']') return at + 1;
  }
  return kNowhere;
}

/// `{% … %}`, to the first closing
Index tag(const PlainText& text, Index i) {
  Index at = literal(text, i, "{%");
  const auto n = static_cast<Index>(text.size());
  while (at != kNowhere && at < n && literal(text, at, "%}") == kNowhere) ++at;
  return literal(text, at, "%}");
}

}  // namespace

// The place is the last character of the closing. A single pair in a double one is a part of it. %X% begins neither
// with the percent sign of a number nor with that of {%, and is no part of a link ("%C3%A9"): its closing sign has not
// two hexadecimal digits behind it.
void unrendered_placeholder(const PlainText& text, PlainFaults& faults) {
  const auto n = static_cast<Index>(text.size());
  const auto add = [&](Index end, Severity severity) {
    if (end != kNowhere) faults.add(static_cast<std::size_t>(end - 1), severity);
  };
  for (Index i = 0; i < n; ++i) {
    add(double_braces(text, i), Severity::kError);
    add(literal(text, identifier(text, literal(text, i, "*|")), "|*"), Severity::kError);
    add(literal(text, identifier(text, literal(text, i, "<<")), ">>"), Severity::kWarning);
    add(double_brackets(text, i), Severity::kWarning);
    const Index inner = braces(text, i);
    if (i == 0 || inner == kNowhere || double_braces(text, i - 1) != inner + 1) add(inner, Severity::kWarning);
    const Index bracketed = field(text, i);
    if (i == 0 || bracketed == kNowhere || double_brackets(text, i - 1) != bracketed + 1) {
      add(bracketed, Severity::kWarning);
    }
  }
  for (Index i = 0; i < n; ++i) {
    const Index end = tag(text, i);
    if (end == kNowhere) continue;
    add(end, Severity::kError);
    i = end - 1;
  }
  for (Index i = 0; i < n; ++i) {
    const std::uint32_t before = text.at(i - 1);
    const bool is_number = before < 0x110000 && (unicode::properties(before) & unicode::kDigit) != 0;
    if (is_number || before == '{') continue;
    const Index end = literal(text, identifier(text, literal(text, i, "%")), "%");
    if (end == kNowhere) continue;
    if (!is_hexadecimal(text.at(end)) || !is_hexadecimal(text.at(end + 1))) add(end, Severity::kWarning);
    i = end - 1;
  }
}

}  // namespace segue::reference
