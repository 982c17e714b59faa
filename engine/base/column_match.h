// column_match.h: which of several columns a name means: the one of exactly this name, otherwise the one loosely equal
// to it. Rendering, compiling and reading leads all match by this.
//
//   const ColumnMatch match = find_column("first-name", columns);
//   if (match.ambiguous()) refuse(columns[match.column], columns[match.second]);
//   if (match.found()) use(match.column);
//
// Columns are any range of strings, or of anything that `name_of` makes a string of.

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace segue {

inline constexpr std::size_t kNoColumn = SIZE_MAX;

/// Whether two names are equal when ASCII case and `-`, `_`, space are ignored. A name of nothing else equals none.
bool loosely_equal(std::string_view left, std::string_view right);

/// Where a name was found.
struct ColumnMatch {
  std::size_t column = kNoColumn;
  std::size_t second = kNoColumn;  ///< another that fits equally well, so that neither can be meant
  [[nodiscard]] bool found() const { return column != kNoColumn; }
  [[nodiscard]] bool ambiguous() const { return second != kNoColumn; }
};

/// The first two columns that `fits` takes.
template <class Columns, class Fits>
ColumnMatch find_fitting(const Columns& columns, const Fits& fits) {
  ColumnMatch match;
  std::size_t place = 0;
  for (const auto& column : columns) {
    if (fits(column)) {
      if (match.found()) {
        match.second = place;
        break;
      }
      match.column = place;
    }
    ++place;
  }
  return match;
}

/// The column of exactly this name. A column without a name is never found.
template <class Columns, class NameOf = std::identity>
ColumnMatch find_exactly(std::string_view name, const Columns& columns, const NameOf& name_of = {}) {
  if (name.empty()) return {};
  return find_fitting(columns, [&](const auto& column) { return std::string_view(name_of(column)) == name; });
}

/// The column that is loosely equal to a name.
template <class Columns, class NameOf = std::identity>
ColumnMatch find_loosely(std::string_view name, const Columns& columns, const NameOf& name_of = {}) {
  return find_fitting(columns, [&](const auto& column) { return loosely_equal(name_of(column), name); });
}

/// The column of exactly this name, otherwise the one loosely equal to it.
template <class Columns, class NameOf = std::identity>
ColumnMatch find_column(std::string_view name, const Columns& columns, const NameOf& name_of = {}) {
  const ColumnMatch exact = find_exactly(name, columns, name_of);
  return exact.found() ? exact : find_loosely(name, columns, name_of);
}

/// find_column() for many names: a binary search each. The columns' names outlive it.
class ColumnIndex {
 public:
  explicit ColumnIndex(std::vector<std::string_view> columns);

  ColumnMatch find(std::string_view name);

 private:
  template <class Name>
  using Sorted = std::vector<std::pair<Name, std::size_t>>;  // names with their columns

  Sorted<std::string_view> exact_;
  Sorted<std::string> loose_;  // names as loosely_equal() sees them; made when one is first looked for
  bool has_loose_ = false;
};

}  // namespace segue
