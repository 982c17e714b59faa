// display_width.h: how many columns of a terminal a code point takes.

#pragma once

#include <cstddef>
#include <cstdint>

namespace segue::report {

/// 0 for what joins the character before it, 2 for East Asian wide characters and emoji, else 1. Terminals
/// differ over emoji sequences; this counts each code point for itself, as wcwidth() does.
std::size_t display_width(std::uint32_t code_point);

}  // namespace segue::report
