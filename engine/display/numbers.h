// numbers.h: numbers as a person reads them: with separators and units.

#pragma once

#include <cstdint>
#include <string>

#include "base/format_text.h"

namespace segue::display {

/// "89.9 %". Only all of the whole is "100 %" and only nothing is "0 %": a few in a million show as "< 0.1 %".
std::string percentage(std::uint64_t part, std::uint64_t whole);

/// "3.2 M", "310 k", "42"
std::string rounded(double number);

/// How long something took: "4.1 ms", "0.31 s", "2 min 05 s"
std::string elapsed(double seconds);

/// A moment in a sequence: "day 0", "day 3", "day 1 +3:30 h", "day 0 +5 min"
std::string moment(std::uint64_t seconds);

/// "8 MiB", "1.5 MiB", "312 bytes"
std::string byte_size(std::uint64_t bytes);

}  // namespace segue::display
