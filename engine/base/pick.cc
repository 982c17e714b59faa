#include "base/pick.h"

#include <new>

#define XXH_INLINE_ALL
#include <Random123/philox.h>
#include <xxhash.h>

namespace segue::pick {
namespace {

Words philox(std::uint64_t seed, Words counter) {
  const r123::Philox4x32 generator;
  const r123::Philox4x32::key_type key = {{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)}};
  const auto words = generator({{counter[0], counter[1], counter[2], counter[3]}}, key);
  return {words[0], words[1], words[2], words[3]};
}

}  // namespace

std::uint64_t hash(std::string_view bytes) {
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

Words keyed_words(std::uint64_t seed, std::uint64_t lead, std::uint32_t message, std::uint32_t block) {
  return philox(seed, {static_cast<std::uint32_t>(lead), static_cast<std::uint32_t>(lead >> 32), message, block});
}

std::uint32_t balanced(std::uint64_t seed, std::uint64_t row, std::uint32_t message, std::uint32_t variation,
                       std::uint32_t count) {
  const std::uint64_t block = row / count;
  const auto words_of = [&](std::uint32_t group) {
    return philox(seed, {static_cast<std::uint32_t>(block), static_cast<std::uint32_t>(block >> 32), message,
                         0x80000000u + 4096u * variation + group});
  };
  // Fisher and Yates swap i with a word's place for i = count−1 … 1. Only one entry of the permutation is wanted,
  // so its place is followed backwards through the swaps, the last one first.
  auto place = static_cast<std::uint32_t>(row % count);
  Words words{};
  std::uint32_t group = 0xffffffffu;
  for (std::uint32_t i = 1; i < count; ++i) {
    const std::uint32_t k = count - 1 - i;
    if (k / 4 != group) words = words_of(group = k / 4);
    const auto other = static_cast<std::uint32_t>((std::uint64_t{words[k % 4]} * (i + 1)) >> 32);
    if (place == i) {
      place = other;
    } else if (place == other) {
      place = i;
    }
  }
  return place;
}

}  // namespace segue::pick
