#include "base/near_miss.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace segue {
namespace {

char lower_case(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

std::size_t edit_distance(std::string_view left, std::string_view right, std::size_t limit) {
  const std::size_t longer = std::max(left.size(), right.size());
  if (longer - std::min(left.size(), right.size()) > limit) return limit + 1;
  // Three rows of the usual table; names are short, and the length check above bounds the wide ones.
  std::vector<std::size_t> two_above(right.size() + 1), above(right.size() + 1), row(right.size() + 1);
  for (std::size_t j = 0; j <= right.size(); ++j) above[j] = j;
  for (std::size_t i = 1; i <= left.size(); ++i) {
    row[0] = i;
    std::size_t least = i;
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const std::size_t change = lower_case(left[i - 1]) == lower_case(right[j - 1]) ? 0 : 1;
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + change});
      if (i > 1 && j > 1 && lower_case(left[i - 1]) == lower_case(right[j - 2]) &&
          lower_case(left[i - 2]) == lower_case(right[j - 1])) {
        row[j] = std::min(row[j], two_above[j - 2] + 1);
      }
      least = std::min(least, row[j]);
    }
    if (least > limit) return limit + 1;
    std::swap(two_above, above);
    std::swap(above, row);
  }
  return std::min(above[right.size()], limit + 1);
}

std::optional<std::string_view> near_miss(std::string_view word, std::span<const std::string_view> known) {
  std::optional<std::string_view> best;
  std::size_t best_distance = 3;
  for (const std::string_view name : known) {
    if (name == word) return std::nullopt;
    const std::size_t limit = name.size() <= 5 ? 1 : 2;
    const std::size_t distance = edit_distance(word, name, limit);
    if (distance <= limit && distance < best_distance) {
      best = name;
      best_distance = distance;
    }
  }
  return best;
}

}  // namespace segue
