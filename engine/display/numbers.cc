// numbers.cc: see numbers.h.

#include "display/numbers.h"

#include <cmath>

#include <fmt/format.h>

namespace segue::display {
namespace {

constexpr std::uint64_t kMinute = 60;
constexpr std::uint64_t kHour = 60 * kMinute;
constexpr std::uint64_t kDay = 24 * kHour;

}  // namespace

std::string percentage(std::uint64_t part, std::uint64_t whole) {
  if (part == 0 || whole == 0) return "0 %";
  if (part >= whole) return "100 %";
  const double tenths = std::round(1000.0 * static_cast<double>(part) / static_cast<double>(whole));
  if (tenths < 1) return "< 0.1 %";
  if (tenths > 999) return "> 99.9 %";
  return fmt::format("{:.1f} %", tenths / 10);
}

std::string rounded(double number) {
  constexpr std::string_view kUnits[] = {"", " k", " M", " G"};
  std::size_t unit = 0;
  while (number >= 999.5 && unit + 1 < std::size(kUnits)) {
    number /= 1000;
    ++unit;
  }
  if (unit > 0 && number < 9.95) return fmt::format("{:.1f}{}", number, kUnits[unit]);
  return fmt::format("{:.0f}{}", number, kUnits[unit]);
}

std::string elapsed(double seconds) {
  if (seconds < 0.0995) return fmt::format("{:.1f} ms", seconds * 1000);
  if (seconds < 9.995) return fmt::format("{:.2f} s", seconds);
  if (seconds < 99.95) return fmt::format("{:.1f} s", seconds);
  const auto whole = static_cast<std::uint64_t>(std::llround(seconds));
  if (whole < kHour) return fmt::format("{} min {:02} s", whole / kMinute, whole % kMinute);
  return fmt::format("{} h {:02} min", whole / kHour, whole % kHour / kMinute);
}

std::string moment(std::uint64_t seconds) {
  std::string text = fmt::format("day {}", grouped(seconds / kDay));
  const std::uint64_t hours = seconds % kDay / kHour;
  const std::uint64_t minutes = seconds % kHour / kMinute;
  const std::uint64_t rest = seconds % kMinute;
  if (hours > 0 && rest > 0) return text + fmt::format(" +{}:{:02}:{:02} h", hours, minutes, rest);
  if (hours > 0 && minutes > 0) return text + fmt::format(" +{}:{:02} h", hours, minutes);
  if (hours > 0) return text + fmt::format(" +{} h", hours);
  if (minutes > 0 && rest > 0) return text + fmt::format(" +{}:{:02} min", minutes, rest);
  if (minutes > 0) return text + fmt::format(" +{} min", minutes);
  if (rest > 0) return text + fmt::format(" +{} s", rest);
  return text;
}

std::string byte_size(std::uint64_t bytes) {
  constexpr std::string_view kUnits[] = {"KiB", "MiB", "GiB"};
  if (bytes < 1024) return counted(bytes, "byte", "bytes");
  double size = static_cast<double>(bytes) / 1024;
  std::size_t unit = 0;
  while (size >= 1023.95 && unit + 1 < std::size(kUnits)) {
    size /= 1024;
    ++unit;
  }
  const bool is_whole = std::floor(size) == size;
  return is_whole ? fmt::format("{:.0f} {}", size, kUnits[unit]) : fmt::format("{:.1f} {}", size, kUnits[unit]);
}

}  // namespace segue::display
