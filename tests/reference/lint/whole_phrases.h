// whole_phrases.h: where a phrase stands in a rendering, in whole words, case ignored.

#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "base/unicode.h"
#include "base/utf8.h"
#include "base/white_space.h"
#include "reference/plain_linter.h"

namespace segue::reference {

inline bool has_property(std::uint32_t c, unicode::Properties properties) {
  return c < 0x110000 && (unicode::properties(c) & properties) != 0;
}

/// Letters, marks and digits; a value, which begins and ends with a letter.
inline bool is_part_of_word(std::uint32_t c) {
  const bool is_value = c >= 0x110000 && c != 0xffffffffu;
  return is_value || has_property(c, unicode::kLetter | unicode::kMark | unicode::kDigit);
}

/// Behind the last symbol of each occurrence. White space in the phrase stands for any run of white space; no part of a
/// word goes on with one at the edges of the phrase.
inline std::vector<std::size_t> ends_of(const PlainText& text, std::string_view phrase) {
  phrase = trim(phrase);
  std::vector<std::uint32_t> wanted;
  for (std::size_t at = 0; at < phrase.size();) {
    const utf8::CodePoint point = utf8::decode(phrase, at);
    wanted.push_back(point.value);
    at += point.size;
  }
  std::vector<std::size_t> ends;
  if (wanted.empty()) return ends;
  for (std::size_t begin = 0; begin < text.size(); ++begin) {
    std::size_t at = begin;
    std::size_t i = 0;
    while (i < wanted.size() && at < text.size()) {
      const std::uint32_t c = text[at].c;
      if (has_property(wanted[i], unicode::kWhite)) {
        if (!has_property(c, unicode::kWhite)) break;
        while (i < wanted.size() && has_property(wanted[i], unicode::kWhite)) ++i;
        while (at < text.size() && has_property(text[at].c, unicode::kWhite)) ++at;
      } else {
        if (text[at].is_value() || unicode::folded(c) != unicode::folded(wanted[i])) break;
        ++i;
        ++at;
      }
    }
    if (i < wanted.size()) continue;
    const bool goes_on_before =
        is_part_of_word(wanted.front()) && is_part_of_word(text.at(static_cast<std::ptrdiff_t>(begin) - 1));
    const bool goes_on_behind =
        is_part_of_word(wanted.back()) && is_part_of_word(text.at(static_cast<std::ptrdiff_t>(at)));
    if (!goes_on_before && !goes_on_behind) ends.push_back(at);
  }
  return ends;
}

}  // namespace segue::reference
