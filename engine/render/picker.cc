#include "render/picker.h"

#include <algorithm>
#include <cstddef>

namespace segue {

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

namespace {

constexpr std::size_t kAtOnce = 64;  // leads whose bits are made before they are used: what waits then overlaps

/// The bits of two variations that share a block, of some leads.
struct Bits {
  std::uint64_t even[kAtOnce];
  std::uint64_t odd[kAtOnce];
};

/// The options of one variation, every `width`-th place of `out`.
void jump_all(std::span<const std::uint64_t> bits, std::uint32_t count, std::uint32_t* out, std::size_t width) {
  const auto each = [&](auto jump) __attribute__((always_inline)) {
    for (std::size_t i = 0; i < bits.size(); ++i) out[i * width] = jump(bits[i]);
  };
  switch (count) {  // decided once for all of them
    case 2:
      return each([](std::uint64_t one) { return pick::jump_among<2>(one); });
    case 3:
      return each([](std::uint64_t one) { return pick::jump_among<3>(one); });
    case 4:
      return each([](std::uint64_t one) { return pick::jump_among<4>(one); });
    default:
      return each([=](std::uint64_t one) { return pick::jump(one, count); });
  }
}

}  // namespace

bool Template::pick_keyed(std::uint64_t seed, std::span<const std::uint64_t> leads,
                          std::span<std::uint32_t> options) const {
  const std::vector<std::uint32_t>& counts = program_->option_counts;
  const std::size_t width = counts.size();
  if (width > 0 && leads.size() > options.size() / width) return false;
  Bits bits;
  for (std::size_t first = 0; first < leads.size() && width > 0; first += kAtOnce) {
    const std::span<const std::uint64_t> some = leads.subspan(first, std::min(leads.size() - first, kAtOnce));
    std::uint32_t* const out = options.data() + first * width;
    for (std::size_t variation = 0; variation < width; variation += 2) {
      pick::keyed_blocks(seed, some, program_->message, static_cast<std::uint32_t>(variation / 2), bits.even, bits.odd);
      jump_all(std::span(bits.even).first(some.size()), counts[variation], out + variation, width);
      if (variation + 1 == width) continue;
      jump_all(std::span(bits.odd).first(some.size()), counts[variation + 1], out + variation + 1, width);
    }
  }
  return true;
}

}  // namespace segue
