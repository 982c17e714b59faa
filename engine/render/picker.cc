#include "render/picker.h"

#include <algorithm>
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

void Template::pick_keyed(std::uint64_t seed, std::span<const std::uint64_t> leads,
                          std::span<std::uint32_t> options) const {
  const std::vector<std::uint32_t>& counts = program_->option_counts;
  const std::size_t width = counts.size();
  for (std::size_t first = 0; first < leads.size(); first += pick::kTogether) {
    const std::size_t some = std::min(leads.size() - first, pick::kTogether);
    std::uint64_t hashes[pick::kTogether] = {};
    std::copy_n(leads.begin() + static_cast<std::ptrdiff_t>(first), some, hashes);
    std::uint32_t* const out = options.data() + first * width;
    for (std::size_t variation = 0; variation < width; variation += 2) {
      pick::Block blocks[pick::kTogether];
      pick::keyed_blocks(seed, hashes, program_->message, static_cast<std::uint32_t>(variation / 2), blocks);
      for (std::size_t i = 0; i < some; ++i) {
        out[i * width + variation] = pick::jump(blocks[i].even, counts[variation]);
        if (variation + 1 == width) continue;
        out[i * width + variation + 1] = pick::jump(blocks[i].odd, counts[variation + 1]);
      }
    }
  }
}

}  // namespace segue
