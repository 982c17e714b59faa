// progress.h: how far a run is, for whoever waits.

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
    kLine,   ///< one line of a terminal, written over and over
    kLines,  ///< a line now and then, for pipes and logs
  };

  /// `all_bytes` of the leads, where that is known; else 0.
  Progress(Console& console, Mode mode, std::uint64_t all_bytes);

  void show(const BulkProgress& progress);

  /// Makes room on the terminal for something else.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;

  Console& console_;
  Mode mode_;
  std::uint64_t all_bytes_;
  Clock::time_point start_ = Clock::now();
  Clock::time_point next_;
  bool is_shown_ = false;
};

}  // namespace segue::cli
