#include "render/picker.h"

#include <cstddef>

namespace segue {

bool Picker::chosen_fit(std::span<const std::uint32_t> option_counts, const RenderingCount& renderings) const {
  if (picks_.kind == Picks::Kind::kNumbered) return !renderings.exact || picks_.value < renderings.value;
  if (picks_.options.size() != option_counts.size()) return false;
  for (std::size_t i = 0; i < option_counts.size(); ++i) {
    if (picks_.options[i] >= option_counts[i]) return false;
  }
  return true;
}

std::uint32_t Picker::pick_otherwise(std::uint32_t variation, const Template::Program::Choice& choice) const {
  switch (picks_.kind) {
    case Picks::Kind::kBalanced:
      return pick::balanced(picks_.seed, picks_.value, message_, variation, choice.count);
    case Picks::Kind::kNumbered:
      return choice.stride == 0 ? 0 : static_cast<std::uint32_t>(picks_.value / choice.stride % choice.count);
    case Picks::Kind::kGiven:
      return picks_.options[variation];
    case Picks::Kind::kKeyed:
      break;
  }
  return 0;
}

}  // namespace segue
