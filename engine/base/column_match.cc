#include "base/column_match.h"

#include <algorithm>

namespace segue {
namespace {

bool is_ignored(char byte) {
  return byte == '-' || byte == '_' || byte == ' ';
}

char lower(char byte) {
  return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
}

/// What is compared of a name; the same for all that are loosely equal.
std::string loose_key(std::string_view name) {
  std::string key;
  for (const char byte : name) {
    if (!is_ignored(byte)) key += lower(byte);
  }
  return key;
}

template <class Sorted>
ColumnMatch find_sorted(const Sorted& names, std::string_view name) {
  if (name.empty()) return {};
  const auto first = std::lower_bound(names.begin(), names.end(), name,
                                      [](const auto& entry, std::string_view wanted) { return entry.first < wanted; });
  ColumnMatch match;
  if (first == names.end() || first->first != name) return match;
  match.column = first->second;
  if (first + 1 != names.end() && (first + 1)->first == name) match.second = (first + 1)->second;
  return match;
}

}  // namespace

bool loosely_equal(std::string_view left, std::string_view right) {
  std::size_t i = 0;
  std::size_t j = 0;
  bool any = false;
  while (true) {
    while (i < left.size() && is_ignored(left[i])) ++i;
    while (j < right.size() && is_ignored(right[j])) ++j;
    if (i == left.size() || j == right.size()) return any && i == left.size() && j == right.size();
    if (lower(left[i++]) != lower(right[j++])) return false;
    any = true;
  }
}

ColumnIndex::ColumnIndex(std::vector<std::string_view> columns) {
  for (std::size_t i = 0; i < columns.size(); ++i) exact_.emplace_back(columns[i], i);
  std::sort(exact_.begin(), exact_.end());
}

ColumnMatch ColumnIndex::find(std::string_view name) {
  const ColumnMatch exact = find_sorted(exact_, name);
  if (exact.found()) return exact;
  if (!has_loose_) {
    for (const auto& [column, index] : exact_) loose_.emplace_back(loose_key(column), index);
    std::sort(loose_.begin(), loose_.end());
    has_loose_ = true;
  }
  return find_sorted(loose_, loose_key(name));
}

}  // namespace segue
