// progress.h: shows the progress of a run on standard error.

#pragma once

#include <chrono>
#include <cstdint>

#include "cli/console.h"
#include "segue/bulk.h"

namespace segue::cli {

class Progress {
 public:
  enum class Mode : std::uint8_t {
    kNone,
    kLine,   ///< one line on a terminal, overwritten each time
    kLines,  ///< one line per second, for pipes and logs
  };

  /// `total_bytes` is the size of the leads, or 0 if it is unknown.
  Progress(Console& console, Mode mode, std::uint64_t total_bytes);

  void show(const BulkProgress& progress);

  /// Clears the line on the terminal, before other output.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;

  Console& console_;
  Mode mode_;
  std::uint64_t total_bytes_;
  Clock::time_point start_ = Clock::now();
  Clock::time_point next_;
  bool is_shown_ = false;
};

}  // namespace segue::cli
