#include "base/duration.h"

#include <charconv>
#include <limits>

namespace segue {
namespace {

struct Unit {
  char letter;
  std::uint64_t seconds;
};
constexpr Unit kWeek = {'w', 7 * 86'400};
constexpr Unit kUnits[] = {{'d', 86'400}, {'h', 3'600}, {'m', 60}, {'s', 1}};

}  // namespace

std::optional<std::uint64_t> read_duration(std::string_view text) {
  std::uint64_t seconds = 1;
  const auto takes = [&](const Unit& unit) {
    if (!text.ends_with(unit.letter)) return false;
    seconds = unit.seconds;
    text.remove_suffix(1);
    return true;
  };
  if (!takes(kWeek)) {
    for (const Unit& unit : kUnits) {
      if (takes(unit)) break;
    }
  }
  std::uint64_t count = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (problem != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  if (count > std::numeric_limits<std::uint64_t>::max() / seconds) return std::nullopt;
  return count * seconds;
}

std::string written_duration(std::uint64_t seconds) {
  for (const Unit& unit : kUnits) {
    if (seconds > 0 && seconds % unit.seconds == 0) return std::to_string(seconds / unit.seconds) + unit.letter;
  }
  return "0s";
}

}  // namespace segue
