// first_seen.h: notes what was first said of a text. The texts are views, which must stay.
//
//   FirstSeen<std::size_t> first;
//   for (std::size_t i = 0; i < words.size(); ++i)
//     if (const std::size_t* other = first.find_or_add(words[i], i)) report_duplicate(i, *other);

#pragma once

#include <cstddef>
#include <string_view>
#include <unordered_map>

#include "base/inline_vector.h"

namespace segue {

template <class Note>
class FirstSeen {
 public:
  /// The note of a text that is equal; null if there is none, and then `note` is kept.
  const Note* find_or_add(std::string_view text, const Note& note) {
    if (few_.size() < kFew) {
      for (const Entry& entry : few_) {
        if (entry.text == text) return &entry.note;
      }
      few_.push_back({text, note});
      return nullptr;
    }
    if (many_.empty()) {
      for (const Entry& entry : few_) many_.emplace(entry.text, entry.note);
    }
    const auto [entry, is_new] = many_.try_emplace(text, note);
    return is_new ? nullptr : &entry->second;
  }

 private:
  struct Entry {
    std::string_view text;
    Note note;
  };
  static constexpr std::size_t kFew = 16;  // which are looked through one by one
  InlineVector<Entry, kFew> few_;
  std::unordered_map<std::string_view, Note> many_;
};

}  // namespace segue
