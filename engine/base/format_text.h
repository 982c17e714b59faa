// format_text.h: numbers and stretches of time as a person reads them.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace segue {

/// "1,000,000"
std::string grouped(std::uint64_t number);

/// "1 lead", "1,000 leads"
std::string counted(std::uint64_t number, std::string_view one, std::string_view many);

/// A stretch of time, exactly: "1 day", "2 days 3 hours", "90 days"; "no time" for 0.
std::string format_duration(std::uint64_t seconds);

}  // namespace segue
