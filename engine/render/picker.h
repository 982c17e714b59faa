// picker.h: the option of each variation of one rendering, asked for in their order.

#pragma once

#include <cstdint>
#include <span>

#include "base/pick.h"
#include "render/program.h"
#include "segue/pick.h"

namespace segue {

class Picker {
 public:
  Picker(const Picks& picks, std::uint32_t message) : picks_(picks), message_(message) {}

  /// Whether the picks fit a message with these variations; ask before picking.
  [[nodiscard]] bool fits(std::span<const std::uint32_t> option_counts, const RenderingCount& renderings) const {
    return picks_.kind == Picks::Kind::kKeyed || picks_.kind == Picks::Kind::kBalanced ||
           chosen_fit(option_counts, renderings);
  }

  /// The option of a variation. The usual pick is decided here, in sight of the caller's loop.
  [[gnu::noinline]] std::uint32_t pick(std::uint32_t variation, const Template::Program::Choice& choice) {
    if (picks_.kind != Picks::Kind::kKeyed) [[unlikely]]
      return pick_otherwise(variation, choice);
    if (block_number_ != variation / 2) {
      block_number_ = variation / 2;
      block_ = pick::keyed_block(picks_.seed, picks_.value, message_, block_number_);
    }
    return pick::jump(block_.bits(variation), choice.count);
  }

 private:
  [[nodiscard]] bool chosen_fit(std::span<const std::uint32_t> option_counts, const RenderingCount& renderings) const;
  [[nodiscard]] std::uint32_t pick_otherwise(std::uint32_t variation, const Template::Program::Choice& choice) const;

  const Picks& picks_;
  std::uint32_t message_;
  std::uint32_t block_number_ = 0xffffffffu;
  pick::Block block_;  ///< of that number; two variations share one
};

}  // namespace segue
