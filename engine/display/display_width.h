// display_width.h: how many columns of a terminal a code point takes.

#pragma once

#include <cstddef>
#include <cstdint>

#include "base/unicode.h"

namespace segue::display {

/// 0 for what joins the character before it, 2 for East Asian wide characters and emoji, else 1. Terminals
/// differ over emoji sequences; this counts each code point separately, as wcwidth() does.
inline std::size_t display_width(std::uint32_t code_point) {
  const unicode::Properties properties = unicode::properties(code_point);
  if ((properties & unicode::kZeroWidth) != 0) return 0;
  return (properties & unicode::kWide) != 0 ? 2 : 1;
}

}  // namespace segue::display
