// picker.h: the option of each variation of one rendering, asked for in their order.

#pragma once

#include <cstdint>

#include "base/pick.h"
#include "render/program.h"
#include "segue/pick.h"

namespace segue {

/// Whether the picks fit a message; ask before picking.
[[nodiscard]] inline bool fits(const Picks& picks, const Template::Program& program) {
  if (picks.kind == Picks::Kind::kGiven) {
    const std::vector<std::uint32_t>& counts = program.option_counts;
    if (picks.options.size() != counts.size()) return false;
    for (std::size_t i = 0; i < counts.size(); ++i) {
      if (picks.options[i] >= counts[i]) return false;
    }
    return true;
  }
  return picks.kind != Picks::Kind::kNumbered || !program.renderings.exact || picks.value < program.renderings.value;
}

/// The option by any pick but the keyed one.
[[nodiscard]] std::uint32_t pick_otherwise(const Picks& picks, std::uint32_t message, std::uint32_t variation,
                                           const Template::Program::Choice& choice);

/// Small and all in sight of its caller, so that it can live in registers.
class Picker {
 public:
  Picker(const Picks& picks, std::uint32_t message) : picks_(picks), message_(message) {}

  /// The option of a variation; each must be asked for, in order.
  [[gnu::always_inline]] std::uint32_t pick(std::uint32_t variation, const Template::Program::Choice& choice) {
    if (picks_.kind == Picks::Kind::kGiven) return picks_.options[variation];
    if (picks_.kind != Picks::Kind::kKeyed) [[unlikely]]
      return pick_otherwise(picks_, message_, variation, choice);
    std::uint64_t bits = odd_bits_;
    if (variation % 2 == 0) [[likely]] {
      const pick::Block block = pick::keyed_block(picks_.seed, picks_.value, message_, variation / 2);
      bits = block.even;
      odd_bits_ = block.odd;
    }
    return pick::jump(bits, choice.count);
  }

 private:
  const Picks& picks_;
  std::uint32_t message_;
  std::uint64_t odd_bits_ = 0;  ///< of the variation behind the last even one, which share a block
};

}  // namespace segue
