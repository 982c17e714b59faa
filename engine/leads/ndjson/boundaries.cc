#include "leads/ndjson/boundaries.h"

#include "leads/scan.h"

namespace segue {

RecordExtent NdjsonBoundaries::whole_records(std::string_view text, std::uint64_t most) {
  if (is_inside_line()) return {};
  count_steps(text.size());
  std::size_t size = text.rfind('\n') + 1;  // 0 if there is none
  std::uint64_t lines = count_line_feeds(text.substr(0, size));
  if (lines > most) {
    size = 0;
    for (lines = 0; lines < most; ++lines) size = text.find('\n', size) + 1;
  }
  return {.size = size, .rows = lines, .lines = lines};
}

bool NdjsonBoundaries::next(Record& record) {
  leave_line();
  std::size_t searched = 0;
  while (within_reach().find('\n', searched) == std::string_view::npos) {
    searched = within_reach().size();
    if (searched < max_record() + kLineEndSize && buffer().more()) continue;
    const bool is_whole = searched > 0 && buffer().ended();
    if (!is_whole && searched <= max_record()) return false;
    break;
  }
  const bool is_too_long = take_line(record);
  record.is_broken = is_too_long;
  record.broken.too_long = is_too_long;
  return true;
}

}  // namespace segue
