// excerpt.h: the line of a source that something is about, with the place in it.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "segue/result.h"

namespace segue::display {

/// A stretch of a source, short enough for one line, with a place in it marked.
struct Excerpt {
  std::string line;            ///< fit to be shown
  std::size_t mark = 0;        ///< columns before the mark
  std::size_t mark_width = 1;  ///< columns it covers; at least one
};

/// The line around `range`, at most `width` columns of it, cut ends marked by `…`. Looks at no more bytes than it
/// needs, so that a document of one long line and many errors costs no more than it has errors.
Excerpt excerpt(std::string_view source, const Range& range, std::size_t width);

}  // namespace segue::display
