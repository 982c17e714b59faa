// threads.h: how many threads a command works on.

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <thread>

namespace segue::cli {

/// The most that --threads takes.
inline constexpr std::uint64_t kMostThreads = 1024;

/// Those asked for; 0: one a processor.
inline std::size_t threads_for(std::size_t asked) {
  return asked > 0 ? asked : std::max(std::thread::hardware_concurrency(), 1U);
}

}  // namespace segue::cli
