#include "base/column_match.h"

namespace segue {
namespace {

bool is_ignored(char byte) {
  return byte == '-' || byte == '_' || byte == ' ';
}

char lower(char byte) {
  return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
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

}  // namespace segue
