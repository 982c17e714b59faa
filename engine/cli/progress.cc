// progress.cc: see progress.h.

#include "cli/progress.h"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "display/numbers.h"

namespace segue::cli {
namespace {

/// Ten updates per second look smooth on a terminal; one line per second is enough for a log.
std::chrono::milliseconds interval_of(Progress::Mode mode) {
  return std::chrono::milliseconds(mode == Progress::Mode::kLine ? 100 : 1000);
}

}  // namespace

Progress::Progress(Console& console, Mode mode, std::uint64_t total_bytes)
    : console_(console), mode_(mode), total_bytes_(total_bytes), next_(start_ + interval_of(mode)) {}

void Progress::show(const BulkProgress& progress) {
  if (mode_ == Mode::kNone) return;
  const Clock::time_point now = Clock::now();
  if (now < next_) return;
  next_ = now + interval_of(mode_);
  const double seconds = std::chrono::duration<double>(now - start_).count();
  std::string line = counted(progress.rows, "lead", "leads");
  if (total_bytes_ > 0) line += "   " + display::percentage(std::min(progress.bytes, total_bytes_), total_bytes_);
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
