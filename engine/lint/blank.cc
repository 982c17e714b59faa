#include "lint/blank.h"

#include <algorithm>
#include <string>
#include <variant>

#include "base/white_space.h"

namespace segue::lint {
namespace {

Blankness blankness_of(const Static& text) {
  return is_blank(text.text) ? Blankness::kAlways : Blankness::kNever;
}

/// A value is never blank, and there is a value wherever there is no fallback.
Blankness blankness_of(const Variable& variable) {
  return variable.fallback && is_blank(*variable.fallback) ? Blankness::kSometimes : Blankness::kNever;
}

Blankness blankness_of(const Variation& variation) {
  const auto& options = variation.options;
  if (std::none_of(options.begin(), options.end(), is_blank)) return Blankness::kNever;
  return std::all_of(options.begin(), options.end(), is_blank) ? Blankness::kAlways : Blankness::kSometimes;
}

}  // namespace

// A rendering is blank where every segment is. That segments can be chosen one by one is exact although a variable
// has one fate in all of its places: the blank ones are all of one fate, the fallback.
Blankness blankness(const Message& message) {
  Blankness least = Blankness::kAlways;
  for (const Segment& segment : message.segments) {
    least = std::min(least, std::visit([](const auto& content) { return blankness_of(content); }, segment.content));
  }
  return least;
}

std::size_t first_blank(const Variation& variation) {
  const auto& options = variation.options;
  return static_cast<std::size_t>(std::find_if(options.begin(), options.end(), is_blank) - options.begin());
}

}  // namespace segue::lint
