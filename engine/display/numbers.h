// numbers.h: formats numbers for people, with separators and units.

#pragma once

#include <cstdint>
#include <string>

#include "base/format_text.h"

namespace segue::display {

/// "89.9 %". "100 %" and "0 %" are exact: a few in a million are "< 0.1 %".
std::string percentage(std::uint64_t part, std::uint64_t whole);

/// "3.2 M", "310 k", "42"
std::string rounded(double number);

/// A measured time: "4.1 ms", "0.31 s", "2 min 05 s"
std::string elapsed(double seconds);

/// A time from the start of a sequence: "day 0", "day 3", "day 1 +3:30 h", "day 0 +5 min"
std::string moment(std::uint64_t seconds);

/// "8 MiB", "1.5 MiB", "312 bytes"
std::string byte_size(std::uint64_t bytes);

}  // namespace segue::display
