// wording.h: what messages about records have in common.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace segue {

/// The start of a text; never half a code point.
std::string_view excerpt(std::string_view text);

/// The message for a record, called `what`, that has a byte at `invalid` that is not UTF-8.
std::string not_utf8(std::string_view what, std::string_view record, std::size_t invalid);

}  // namespace segue
