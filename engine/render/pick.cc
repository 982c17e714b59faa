#include "segue/pick.h"

#include <charconv>

#include "base/pick.h"

namespace segue {

std::uint64_t parse_seed(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem == std::errc() && end == text.data() + text.size()) return number;
  return pick::hash(text);
}

Picks keyed(std::uint64_t seed, std::string_view lead_key) {
  return {Picks::Kind::kKeyed, seed, pick::hash(lead_key), {}};
}

}  // namespace segue
