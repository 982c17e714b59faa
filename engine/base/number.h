// number.h: JSON numbers as they are written.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace segue {

/// What a number is where a whole number from 0 to 2^53 is wanted.
struct WholeNumber {
  enum class State : std::uint8_t { kWhole, kNegative, kFraction, kTooLarge };
  State state = State::kWhole;
  std::int64_t value = 0;
};

/// Reads a JSON number exactly, with no detour through floating point: `86400`, `86400.0` and `8.64e4` are equal.
WholeNumber whole_number(std::string_view json_number);

/// The nearest double; infinite where there is none.
double to_double(std::string_view json_number);

/// The shortest JSON number that reads back as `value`; whole numbers up to 2^53 without exponent.
/// Empty where there is none (not finite).
std::string plain_number(double value);

}  // namespace segue
