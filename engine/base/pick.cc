#include "base/pick.h"

#include <new>

namespace segue::pick {

std::uint64_t hash_long(std::string_view bytes) {
  return XXH3_64bits(bytes.data(), bytes.size());
}

RunningHash::RunningHash() : state_(XXH3_createState()) {
  if (state_ == nullptr) throw std::bad_alloc();
  XXH3_64bits_reset(static_cast<XXH3_state_t*>(state_));
}
RunningHash::~RunningHash() {
  XXH3_freeState(static_cast<XXH3_state_t*>(state_));
}
void RunningHash::add(std::string_view bytes) {
  XXH3_64bits_update(static_cast<XXH3_state_t*>(state_), bytes.data(), bytes.size());
}
std::uint64_t RunningHash::value() const {
  return XXH3_64bits_digest(static_cast<const XXH3_state_t*>(state_));
}

std::uint32_t balanced(std::uint64_t seed, std::uint64_t row, std::uint32_t message, std::uint32_t variation,
                       std::uint32_t count) {
  const std::uint64_t block = row / count;
  const auto group_of = [&](std::uint32_t group) {
    return philox(seed, block, message | std::uint64_t{0x80000000u + 4096u * variation + group} << 32);
  };
  // Fisher and Yates swap i with a word's place for i = count−1 … 1. Only one entry of the permutation is wanted,
  // so its place is followed backwards through the swaps, the last one first.
  auto place = static_cast<std::uint32_t>(row % count);
  Block words{};
  std::uint32_t group = 0xffffffffu;
  for (std::uint32_t i = 1; i < count; ++i) {
    const std::uint32_t k = count - 1 - i;
    if (k / 4 != group) words = group_of(group = k / 4);
    const auto other = static_cast<std::uint32_t>((std::uint64_t{words.word(k % 4)} * (i + 1)) >> 32);
    if (place == i) {
      place = other;
    } else if (place == other) {
      place = i;
    }
  }
  return place;
}

}  // namespace segue::pick
