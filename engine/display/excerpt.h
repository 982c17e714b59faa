// excerpt.h: the line of a source around a range, with the range marked.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "segue/result.h"

namespace segue::display {

/// Part of a source on one line, with a range in it marked.
struct Excerpt {
  std::string line;            ///< safe to show
  std::size_t mark = 0;        ///< columns before the mark
  std::size_t mark_width = 1;  ///< columns of the mark; at least one
};

/// At most `width` columns of the line around `range`; a cut end is marked by `…`. Reads only a bounded number of
/// bytes, so that many errors on one long line do not take quadratic time.
Excerpt excerpt(std::string_view source, const Range& range, std::size_t width);

}  // namespace segue::display
