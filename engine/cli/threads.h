// threads.h: the number of threads that a command uses.

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <thread>

namespace segue::cli {

/// The limit of --threads.
inline constexpr std::uint64_t kMostThreads = 1024;

/// The number of threads to use; `requested` = 0 means one per processor.
inline std::size_t threads_for(std::size_t requested) {
  return requested > 0 ? requested : std::max(std::thread::hardware_concurrency(), 1U);
}

}  // namespace segue::cli
