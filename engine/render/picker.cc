#include "render/picker.h"

#include <cstddef>

namespace segue {

bool chosen_fit(const Picks& picks, const Template::Program& program) {
  const std::vector<std::uint32_t>& counts = program.option_counts;
  if (picks.kind == Picks::Kind::kNumbered) return !program.renderings.exact || picks.value < program.renderings.value;
  if (picks.options.size() != counts.size()) return false;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (picks.options[i] >= counts[i]) return false;
  }
  return true;
}

std::uint32_t pick_otherwise(const Picks& picks, std::uint32_t message, std::uint32_t variation,
                             const Template::Program::Choice& choice) {
  switch (picks.kind) {
    case Picks::Kind::kBalanced:
      return pick::balanced(picks.seed, picks.value, message, variation, choice.count);
    case Picks::Kind::kNumbered:
      return choice.stride == 0 ? 0 : static_cast<std::uint32_t>(picks.value / choice.stride % choice.count);
    case Picks::Kind::kGiven:
      return picks.options[variation];
    case Picks::Kind::kKeyed:
      break;
  }
  return 0;
}

}  // namespace segue
