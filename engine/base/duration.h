// duration.h: stretches of time as a person writes them for a program.

#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace segue {

/// A duration as a number of seconds; a negative one counts as none.
inline std::uint64_t seconds_of(std::chrono::seconds duration) {
  return duration.count() > 0 ? static_cast<std::uint64_t>(duration.count()) : 0;
}

/// Reads `2w`, `14d`, `36h`, `90m`, `45s`, or a plain number of seconds. Nothing else, and nothing past 2^64 - 1.
std::optional<std::uint64_t> read_duration(std::string_view text);

/// The shortest way to write it so that read_duration() reads it: "14d", "36h", "90m", "45s".
std::string written_duration(std::uint64_t seconds);

}  // namespace segue
