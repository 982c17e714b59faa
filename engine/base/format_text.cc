#include "base/format_text.h"

namespace segue {

std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t place = digits.size(); place > 3;) {
    place -= 3;
    digits.insert(place, 1, ',');
  }
  return digits;
}

std::string counted(std::uint64_t number, std::string_view one, std::string_view many) {
  return grouped(number).append(" ").append(number == 1 ? one : many);
}

std::string format_duration(std::uint64_t seconds) {
  struct Unit {
    std::uint64_t seconds;
    std::string_view one, many;
  };
  constexpr Unit kUnits[] = {
      {86'400, "day", "days"}, {3'600, "hour", "hours"}, {60, "minute", "minutes"}, {1, "second", "seconds"}};
  if (seconds == 0) return "no time";
  std::string text;
  for (const Unit& unit : kUnits) {
    const std::uint64_t count = seconds / unit.seconds;
    seconds %= unit.seconds;
    if (count == 0) continue;
    if (!text.empty()) text += ' ';
    text += counted(count, unit.one, unit.many);
  }
  return text;
}

}  // namespace segue
