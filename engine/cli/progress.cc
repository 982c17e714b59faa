// progress.cc: see progress.h.

#include "cli/progress.h"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "display/numbers.h"

namespace segue::cli {
namespace {

/// Ten times a second looks alive; a log is served by one line a second.
std::chrono::milliseconds pause_of(Progress::Mode mode) {
  return std::chrono::milliseconds(mode == Progress::Mode::kLine ? 100 : 1000);
}

}  // namespace

Progress::Progress(Console& console, Mode mode, std::uint64_t all_bytes)
    : console_(console), mode_(mode), all_bytes_(all_bytes), next_(start_ + pause_of(mode)) {}

void Progress::show(const BulkProgress& progress) {
  if (mode_ == Mode::kNone) return;
  const Clock::time_point now = Clock::now();
  if (now < next_) return;
  next_ = now + pause_of(mode_);
  const double seconds = std::chrono::duration<double>(now - start_).count();
  std::string line = counted(progress.rows, "lead", "leads");
  if (all_bytes_ > 0) line += "   " + display::percentage(std::min(progress.bytes, all_bytes_), all_bytes_);
  line += fmt::format("   {}   {} leads/s", display::elapsed(seconds),
                      display::rounded(static_cast<double>(progress.rows) / seconds));
  if (mode_ == Mode::kLine) {
    console_.note(fmt::format("\r{}\x1b[K", line));
    is_shown_ = true;
  } else {
    console_.note(line + '\n');
  }
}

void Progress::clear() {
  if (is_shown_) console_.note("\r\x1b[K");
  is_shown_ = false;
}

}  // namespace segue::cli
