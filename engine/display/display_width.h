// display_width.h: the width of a code point on a terminal.

#pragma once

#include <cstddef>
#include <cstdint>

#include "base/unicode.h"

namespace segue::display {

/// 0 for code points that combine with the one before, 2 for East Asian wide characters and emoji, otherwise 1.
/// Terminals disagree about emoji sequences; this counts each code point separately, as wcwidth() does.
inline std::size_t display_width(std::uint32_t code_point) {
  const unicode::Properties properties = unicode::properties(code_point);
  if ((properties & unicode::kZeroWidth) != 0) return 0;
  return (properties & unicode::kWide) != 0 ? 2 : 1;
}

}  // namespace segue::display
