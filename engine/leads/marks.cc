#include "leads/marks.h"

#include <bit>
#include <cstring>

// Highway compiles what is between its namespaces once for each kind of processor; the one at hand decides when it
// runs.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "leads/marks.cc"
#include <hwy/foreach_target.h>  // includes this file again and again
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace segue {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

/// Writes the offsets of the bits, four at a time and up to three more than there are. The answer is the end of those.
inline std::uint32_t* write_offsets(std::uint64_t bits, std::uint32_t base, std::uint32_t* out) {
  std::uint32_t* const end = out + std::popcount(bits);
  while (bits != 0) {
    for (int i = 0; i < 4; ++i) {
      *out++ = base + static_cast<std::uint32_t>(std::countr_zero(bits));
      bits &= bits - 1;
    }
  }
  return end;
}

/// The text's whole blocks of 64 bytes; there is room for an offset of each byte and some more.
std::uint32_t* find_in_blocks(const char* text, std::size_t blocks, char delimiter, std::uint32_t* out) {
  const hn::CappedTag<std::uint8_t, 64> d;
  const std::size_t lanes = hn::Lanes(d);
  const auto delimiters = hn::Set(d, static_cast<std::uint8_t>(delimiter));
  const auto quotes = hn::Set(d, static_cast<std::uint8_t>('"'));
  const auto line_feeds = hn::Set(d, static_cast<std::uint8_t>('\n'));
  for (std::size_t block = 0; block < blocks; ++block) {
    const auto* const from = reinterpret_cast<const std::uint8_t*>(text) + 64 * block;
    std::uint64_t found = 0;
    for (std::size_t lane = 0; lane < 64; lane += lanes) {
      const auto bytes = hn::LoadU(d, from + lane);
      const auto marks = hn::Or(hn::Eq(bytes, delimiters), hn::Or(hn::Eq(bytes, quotes), hn::Eq(bytes, line_feeds)));
      std::uint64_t bits = 0;
      hn::StoreMaskBits(d, marks, reinterpret_cast<std::uint8_t*>(&bits));
      found |= bits << lane;
    }
    out = write_offsets(found, static_cast<std::uint32_t>(64 * block), out);
  }
  return out;
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace segue
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace segue {
namespace {

constexpr std::size_t kMore = 4;  // offsets that may be written behind the last

HWY_EXPORT(find_in_blocks);

bool is_mark(char byte, char delimiter) {
  return byte == delimiter || byte == '"' || byte == '\n';
}

}  // namespace

std::size_t find_marks(std::string_view text, char delimiter, std::vector<std::uint32_t>& room) {
  constexpr std::size_t kBlock = 64;
  const std::size_t blocks = text.size() / kBlock;
  if (room.size() < text.size() + kMore) room.resize(text.size() + kMore);
  std::uint32_t* end = HWY_DYNAMIC_DISPATCH(find_in_blocks)(text.data(), blocks, delimiter, room.data());
  for (std::size_t at = blocks * kBlock; at < text.size(); ++at) {
    if (is_mark(text[at], delimiter)) *end++ = static_cast<std::uint32_t>(at);
  }
  return static_cast<std::size_t>(end - room.data());
}

std::size_t find_marks_plainly(std::string_view text, char delimiter, std::vector<std::uint32_t>& room) {
  room.clear();
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (is_mark(text[at], delimiter)) room.push_back(static_cast<std::uint32_t>(at));
  }
  return room.size();
}

}  // namespace segue
#endif
