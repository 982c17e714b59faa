#include "base/number.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace segue {
namespace {

constexpr std::int64_t kLargest = std::int64_t{1} << 53;

/// The digits of an exponent, held at a value that no document's length can outweigh.
std::int64_t exponent_of(std::string_view text) {
  const bool negative = !text.empty() && text.front() == '-';
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
  std::int64_t value = 0;
  for (const char digit : text) value = std::min<std::int64_t>(value * 10 + (digit - '0'), std::int64_t{1} << 40);
  return negative ? -value : value;
}

}  // namespace

WholeNumber whole_number(std::string_view text) {
  using State = WholeNumber::State;
  constexpr std::size_t kSurelySmall = 15;  // digits of a number below 2^53
  if (text.size() <= kSurelySmall &&
      std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; })) {
    std::int64_t value = 0;  // the usual way to write one
    for (const char digit : text) value = value * 10 + (digit - '0');
    return {State::kWhole, value};
  }
  const bool negative = !text.empty() && text.front() == '-';
  if (negative) text.remove_prefix(1);

  std::int64_t exponent = 0;
  if (const std::size_t e = text.find_first_of("eE"); e != std::string_view::npos) {
    exponent = exponent_of(text.substr(e + 1));
    text = text.substr(0, e);
  }
  const std::size_t point = std::min(text.find('.'), text.size());
  const auto digit_at = [&](std::size_t i) { return text[i < point ? i : i + 1]; };
  std::size_t first = 0;
  std::size_t last = text.size() - (point < text.size() ? 1 : 0);
  while (first < last && digit_at(first) == '0') ++first;
  while (last > first && digit_at(last - 1) == '0') --last;
  if (first == last) return {State::kWhole, 0};
  if (negative) return {State::kNegative, 0};

  // The value is digits[first, last) with the point `zeros` places behind the last of them.
  const std::int64_t zeros = static_cast<std::int64_t>(point) - static_cast<std::int64_t>(last) + exponent;
  if (zeros < 0) return {State::kFraction, 0};
  if (static_cast<std::int64_t>(last - first) + zeros > 16) return {State::kTooLarge, 0};
  std::int64_t value = 0;
  for (std::size_t i = first; i < last; ++i) value = value * 10 + (digit_at(i) - '0');
  for (std::int64_t i = 0; i < zeros; ++i) value *= 10;
  if (value > kLargest) return {State::kTooLarge, 0};
  return {State::kWhole, value};
}

double to_double(std::string_view text) {
  double value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc::result_out_of_range) return value;
  // Out of range is either too large or too small; the sign of the decimal exponent tells.
  const std::size_t e = text.find_first_of("eE");
  const bool tiny = e != std::string_view::npos && e + 1 < text.size() && text[e + 1] == '-';
  const double magnitude = tiny ? 0.0 : std::numeric_limits<double>::infinity();
  return text.front() == '-' ? -magnitude : magnitude;
}

std::string plain_number(double value) {
  if (!std::isfinite(value)) return {};
  char buffer[32];
  const bool whole = std::abs(value) <= static_cast<double>(kLargest) && value == std::trunc(value);
  const auto written = whole && !(value == 0 && std::signbit(value))
                           ? std::to_chars(buffer, buffer + sizeof buffer, static_cast<std::int64_t>(value))
                           : std::to_chars(buffer, buffer + sizeof buffer, value);
  return {buffer, written.ptr};
}

}  // namespace segue
