#include <algorithm>
#include <set>
#include <vector>

#include "base/unicode.h"
#include "base/utf8.h"
#include "reference/plain_linter.h"

namespace segue::reference {
namespace {

using Index = std::ptrdiff_t;

unicode::Properties properties_of(std::uint32_t c) {
  return c < 0x110000 ? unicode::properties(c) : 0;
}
bool is(std::uint32_t c, unicode::Properties wanted) {
  return (properties_of(c) & wanted) != 0;
}
bool is_value(const PlainText& text, Index i) {
  return text.at(i) >= 0x110000 && text.at(i) != 0xffffffffu;
}
bool is_between(std::uint32_t c, std::uint32_t first, std::uint32_t last) {
  return c >= first && c <= last;
}
bool is_selector(std::uint32_t c) {
  return is_between(c, 0xFE00, 0xFE0F) || is_between(c, 0xE0100, 0xE01EF) || is_between(c, 0x180B, 0x180D) ||
         c == 0x180F;
}

/// What there is in any text of the message that some rendering shows.
unicode::Properties properties_of(const Message& message) {
  std::set<std::string_view> never_fall_back;
  for (const Segment& segment : message.segments) {
    const auto* variable = std::get_if<Variable>(&segment.content);
    if (variable != nullptr && !variable->fallback) never_fall_back.insert(variable->name);
  }
  unicode::Properties all = 0;
  const auto add = [&](std::string_view text) {
    for (std::size_t at = 0; at < text.size(); at += utf8::decode(text, at).size) {
      all |= unicode::properties(utf8::decode(text, at).value);
    }
  };
  for (const Segment& segment : message.segments) {
    if (const auto* fixed = std::get_if<Static>(&segment.content)) {
      add(fixed->text);
    } else if (const auto* variation = std::get_if<Variation>(&segment.content)) {
      for (const std::string& option : variation->options) add(option);
    } else if (const auto& variable = std::get<Variable>(segment.content); never_fall_back.count(variable.name) == 0) {
      add(*variable.fallback);
    }
  }
  return all;
}

bool is_emoji(std::uint32_t c) {
  return c >= 0x80 && is(c, unicode::kEmoji);
}

/// Whether an emoji ends before i: itself, with selectors, or as a flag with its tags.
bool ends_emoji(const PlainText& text, Index i) {
  Index last = i - 1;
  while (is_selector(text.at(last))) --last;
  if (is_emoji(text.at(last))) return true;
  if (text.at(last) != 0xE007F) return false;
  Index tag = last - 1;
  while (is_between(text.at(tag), 0xE0020, 0xE007E)) --tag;
  return tag < last - 1 && text.at(tag) == 0x1F3F4;
}

/// Whether a letter of a script with joiners, and its marks, end before i.
bool ends_joining(const PlainText& text, Index i) {
  Index last = i - 1;
  while (is(text.at(last), unicode::kMark)) --last;
  return is(text.at(last), unicode::kJoining);
}

/// A tag is needed behind the black flag and other tags; a sequence that is not ended is found at its last tag.
bool is_needed_tag(const PlainText& text, Index i) {
  Index first = i;
  while (is_between(text.at(first - 1), 0xE0020, 0xE007E)) --first;
  const std::uint32_t c = text.at(i);
  if (text.at(first - 1) != 0x1F3F4 || !is_between(c, 0xE0020, 0xE007F)) return false;
  if (c == 0xE007F) return first < i;
  return is_between(text.at(i + 1), 0xE0020, 0xE007F);
}

bool is_found(const PlainText& text, Index i, unicode::Properties any) {
  const std::uint32_t c = text.at(i);
  const std::uint32_t before = text.at(i - 1);
  const std::uint32_t behind = text.at(i + 1);
  if (c >= 0x110000 || c == '\t' || c == '\n') return false;
  if (c == '\r') return behind != '\n';
  if (is(c, unicode::kControl)) return true;
  if (c == 0x200C || c == 0x200D || c == 0x180E) {
    if (c == 0x200D && ends_emoji(text, i) && is_emoji(behind)) return false;
    if (ends_joining(text, i) || is(behind, unicode::kJoining)) return false;
    return !((any & unicode::kJoining) != 0 && (is_value(text, i - 1) || is_value(text, i + 1)));
  }
  if (is_selector(c)) {
    const bool is_ascii_letter = before < 0x80 && is(before, unicode::kLetter);
    return i == 0 || is_value(text, i - 1) || is_ascii_letter || is(before, unicode::kWhite);
  }
  if (c == 0x200E || c == 0x200F || c == 0x061C) return (any & unicode::kRightToLeft) == 0;
  if (is_between(c, 0x2066, 0x2069)) return (any & unicode::kRightToLeft) == 0;  // else see below
  if (c == 0x200B) return (any & unicode::kUnspaced) == 0;
  if (is_between(c, 0xE0000, 0xE007F)) return !is_needed_tag(text, i);
  return c == 0xAD || c == 0x34F || c == 0x115F || c == 0x1160 || c == 0x2028 || c == 0x2029 ||
         is_between(c, 0x202A, 0x202E) || is_between(c, 0x2060, 0x2064) || is_between(c, 0x206A, 0x206F) ||
         c == 0x3164 || c == 0xFEFF || c == 0xFFA0 || is_between(c, 0xFFF9, 0xFFFB) || c == 0xFFFD;
}

}  // namespace

// The place is the character itself. Of isolates that nothing closes the first is found, and of those within eight
// others all.
void invisible_character(const PlainText& text, PlainFaults& faults) {
  const unicode::Properties any = properties_of(*text.message);
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_found(text, static_cast<Index>(i), any)) faults.add(i, Severity::kWarning);
    if ((any & unicode::kRightToLeft) == 0) continue;
    const std::uint32_t c = text[i].c;
    if (is_between(c, 0x2066, 0x2068)) {
      if (open.size() < 8) {
        open.push_back(i);
      } else {
        faults.add(i, Severity::kWarning);
      }
    } else if (c == 0x2069) {
      if (!open.empty()) {
        open.pop_back();
      } else {
        faults.add(i, Severity::kWarning);
      }
    }
  }
  if (!open.empty()) faults.add(open.front(), Severity::kWarning);
}

}  // namespace segue::reference
