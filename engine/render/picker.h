// picker.h: the option of each variation of one rendering, asked for in their order.

#pragma once

#include <cstdint>

#include "base/pick.h"
#include "render/program.h"
#include "segue/pick.h"

namespace segue {

class Picker {
 public:
  Picker(const Picks& picks, std::uint32_t message) : picks_(picks), message_(message) {}

  /// Whether the picks fit a message with these variations; ask before picking.
  [[nodiscard]] bool fits(std::span<const std::uint32_t> option_counts, const RenderingCount& renderings) const {
    if (picks_.kind == Picks::Kind::kNumbered) return !renderings.exact || picks_.value < renderings.value;
    if (picks_.kind != Picks::Kind::kGiven) return true;
    if (picks_.options.size() != option_counts.size()) return false;
    for (std::size_t i = 0; i < option_counts.size(); ++i) {
      if (picks_.options[i] >= option_counts[i]) return false;
    }
    return true;
  }

  std::uint32_t pick(std::uint32_t variation, const Template::Program::Choice& choice);

 private:
  const Picks& picks_;
  std::uint32_t message_;
  std::uint32_t block_ = 0xffffffffu;  ///< the one that words_ are of; two variations share a block
  pick::Words words_{};
};

inline std::uint32_t Picker::pick(std::uint32_t variation, const Template::Program::Choice& choice) {
  switch (picks_.kind) {
    case Picks::Kind::kKeyed:
      if (block_ != variation / 2) {
        block_ = variation / 2;
        words_ = pick::keyed_words(picks_.seed, picks_.value, message_, block_);
      }
      return pick::jump(pick::bits_of(words_, variation), choice.count);
    case Picks::Kind::kBalanced:
      return pick::balanced(picks_.seed, picks_.value, message_, variation, choice.count);
    case Picks::Kind::kNumbered:
      return choice.stride == 0 ? 0 : static_cast<std::uint32_t>(picks_.value / choice.stride % choice.count);
    case Picks::Kind::kGiven:
      return picks_.options[variation];
  }
  return 0;
}

}  // namespace segue
