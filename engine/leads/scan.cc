#include "leads/scan.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "base/utf8.h"

// Highway compiles what is between its namespaces once for each kind of processor. Which is at hand is asked of the
// compiler's library, not of Highway's, which measures its clock wherever it is loaded: 3 ms for each run of the
// command.
#undef HWY_DISABLED_TARGETS
#define HWY_DISABLED_TARGETS HWY_AVX3_DL
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "leads/scan.cc"
#include <hwy/foreach_target.h>  // includes this file again and again
#include <hwy/highway.h>

#ifndef SEGUE_LEADS_SCANS
#define SEGUE_LEADS_SCANS
namespace segue {
/// What there is for one kind of processor.
struct Scans {
  std::uint32_t* (*find_marks_in_blocks)(const char* text, std::size_t blocks, char delimiter, std::uint32_t* out);
  std::size_t (*count_in_blocks)(const char* text, std::size_t blocks);
  bool (*is_utf8_in_blocks)(const char* text, std::size_t size);
};
}  // namespace segue
#endif

HWY_BEFORE_NAMESPACE();
namespace segue {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

constexpr std::size_t kBlock = 64;

const std::uint8_t* bytes_of(const char* text) {
  return reinterpret_cast<const std::uint8_t*>(text);
}

/// A bit for each byte of a block for which `is_one(vector)` holds.
template <class Tag, class IsOne>
HWY_INLINE std::uint64_t bits_of(Tag d, const std::uint8_t* block, const IsOne& is_one) {
  std::uint64_t found = 0;
  for (std::size_t lane = 0; lane < kBlock; lane += hn::Lanes(d)) {
    std::uint64_t bits = 0;
    hn::StoreMaskBits(d, is_one(hn::LoadU(d, block + lane)), reinterpret_cast<std::uint8_t*>(&bits));
    found |= bits << lane;
  }
  return found;
}

/// Writes the offsets of the bits, four at a time and up to three more than there are. The answer is the end of those.
HWY_INLINE std::uint32_t* write_offsets(std::uint64_t bits, std::uint32_t base, std::uint32_t* out) {
  std::uint32_t* const end = out + std::popcount(bits);
  while (bits != 0) {
    for (int i = 0; i < 4; ++i) {
      *out++ = base + static_cast<std::uint32_t>(std::countr_zero(bits));
      bits &= bits - 1;
    }
  }
  return end;
}

std::uint32_t* find_marks_in_blocks(const char* text, std::size_t blocks, char delimiter, std::uint32_t* out) {
  const hn::CappedTag<std::uint8_t, kBlock> d;
  const auto delimiters = hn::Set(d, static_cast<std::uint8_t>(delimiter));
  const auto quotes = hn::Set(d, static_cast<std::uint8_t>('"'));
  const auto line_feeds = hn::Set(d, static_cast<std::uint8_t>('\n'));
  for (std::size_t block = 0; block < blocks; ++block) {
    const std::uint64_t marks = bits_of(d, bytes_of(text) + kBlock * block, [&](auto bytes) {
      return hn::Or(hn::Eq(bytes, delimiters), hn::Or(hn::Eq(bytes, quotes), hn::Eq(bytes, line_feeds)));
    });
    out = write_offsets(marks, static_cast<std::uint32_t>(kBlock * block), out);
  }
  return out;
}

std::size_t count_in_blocks(const char* text, std::size_t blocks) {
  const hn::CappedTag<std::uint8_t, kBlock> d;
  const auto line_feeds = hn::Set(d, static_cast<std::uint8_t>('\n'));
  std::size_t count = 0;
  for (std::size_t block = 0; block < blocks; ++block) {
    count += static_cast<std::size_t>(std::popcount(
        bits_of(d, bytes_of(text) + kBlock * block, [&](auto bytes) { return hn::Eq(bytes, line_feeds); })));
  }
  return count;
}

// Keiser & Lemire, "Validating UTF-8 In Less Than One Instruction Per Byte", 2021: three look-ups by half bytes tell
// what may be wrong with each two bytes that follow each other; a bit stands for one kind of fault and stays where all
// three agree.
constexpr std::uint8_t kTooShort = 1 << 0;   // a lead byte without its continuation
constexpr std::uint8_t kTooLong = 1 << 1;    // a continuation behind ASCII
constexpr std::uint8_t kOverlong3 = 1 << 2;  // E0 80…9F
constexpr std::uint8_t kTooLarge = 1 << 3;   // F4 90…, F5…
constexpr std::uint8_t kSurrogate = 1 << 4;  // ED A0…BF
constexpr std::uint8_t kOverlong2 = 1 << 5;  // C0, C1
constexpr std::uint8_t kTooLarge4 = 1 << 6;  // F5…, and F0 80…8F, which is overlong
constexpr std::uint8_t kTwoInARow = 1 << 7;  // two continuations: right where a longer one has begun
constexpr std::uint8_t kCarry = kTooShort | kTooLong | kTwoInARow;  // these do not ask for the low half

using Table = std::array<std::uint8_t, 16>;
alignas(16) constexpr Table kFirstHigh = {kTooLong,
                                          kTooLong,
                                          kTooLong,
                                          kTooLong,
                                          kTooLong,
                                          kTooLong,
                                          kTooLong,
                                          kTooLong,
                                          kTwoInARow,
                                          kTwoInARow,
                                          kTwoInARow,
                                          kTwoInARow,
                                          kTooShort | kOverlong2,
                                          kTooShort,
                                          kTooShort | kOverlong3 | kSurrogate,
                                          kTooShort | kTooLarge | kTooLarge4};
alignas(16) constexpr Table kFirstLow = {kCarry | kOverlong3 | kOverlong2 | kTooLarge4,
                                         kCarry | kOverlong2,
                                         kCarry,
                                         kCarry,
                                         kCarry | kTooLarge,
                                         kCarry | kTooLarge | kTooLarge4,
                                         kCarry | kTooLarge | kTooLarge4,
                                         kCarry | kTooLarge | kTooLarge4,
                                         kCarry | kTooLarge | kTooLarge4,
                                         kCarry | kTooLarge | kTooLarge4,
                                         kCarry | kTooLarge | kTooLarge4,
                                         kCarry | kTooLarge | kTooLarge4,
                                         kCarry | kTooLarge | kTooLarge4,
                                         kCarry | kTooLarge | kTooLarge4 | kSurrogate,
                                         kCarry | kTooLarge | kTooLarge4,
                                         kCarry | kTooLarge | kTooLarge4};
alignas(16) constexpr Table kSecondHigh = {kTooShort,
                                           kTooShort,
                                           kTooShort,
                                           kTooShort,
                                           kTooShort,
                                           kTooShort,
                                           kTooShort,
                                           kTooShort,
                                           kTooLong | kOverlong2 | kTwoInARow | kOverlong3 | kTooLarge4,
                                           kTooLong | kOverlong2 | kTwoInARow | kOverlong3 | kTooLarge,
                                           kTooLong | kOverlong2 | kTwoInARow | kSurrogate | kTooLarge,
                                           kTooLong | kOverlong2 | kTwoInARow | kSurrogate | kTooLarge,
                                           kTooShort,
                                           kTooShort,
                                           kTooShort,
                                           kTooShort};

#if HWY_TARGET == HWY_SCALAR
bool is_utf8_in_blocks(const char* text, std::size_t size) {
  return utf8::valid({text, size});
}
#else
bool is_utf8_in_blocks(const char* text, std::size_t size) {
  const hn::FixedTag<std::uint8_t, 16> d;
  constexpr std::size_t kStep = 16;
  const auto first_high = hn::Load(d, kFirstHigh.data());
  const auto first_low = hn::Load(d, kFirstLow.data());
  const auto second_high = hn::Load(d, kSecondHigh.data());
  const auto low_half = hn::Set(d, std::uint8_t{0x0F});
  const auto top = hn::Set(d, std::uint8_t{0x80});
  const auto third_begins = hn::Set(d, std::uint8_t{0xE0 - 0x80});
  const auto fourth_begins = hn::Set(d, std::uint8_t{0xF0 - 0x80});
  auto faults = hn::Zero(d);
  auto before = hn::Zero(d);
  const auto look = [&](auto bytes) {
    const auto first = hn::CombineShiftRightBytes<15>(d, bytes, before);
    const auto kinds = hn::And(hn::TableLookupBytes(first_high, hn::ShiftRight<4>(first)),
                               hn::And(hn::TableLookupBytes(first_low, hn::And(first, low_half)),
                                       hn::TableLookupBytes(second_high, hn::ShiftRight<4>(bytes))));
    // Where the third or fourth byte of a code point must stand, two continuations in a row are right.
    const auto third = hn::SaturatedSub(hn::CombineShiftRightBytes<14>(d, bytes, before), third_begins);
    const auto fourth = hn::SaturatedSub(hn::CombineShiftRightBytes<13>(d, bytes, before), fourth_begins);
    faults = hn::Or(faults, hn::Xor(hn::And(hn::Or(third, fourth), top), kinds));
    before = bytes;
  };
  std::size_t at = 0;
  bool is_plain = true;  // the block before this one ended within ASCII
  for (; at + kBlock <= size; at += kBlock) {
    const std::uint8_t* const block = bytes_of(text) + at;
    const auto a = hn::LoadU(d, block);
    const auto b = hn::LoadU(d, block + kStep);
    const auto c = hn::LoadU(d, block + 2 * kStep);
    const auto e = hn::LoadU(d, block + 3 * kStep);
    const bool is_ascii = hn::AllTrue(d, hn::Lt(hn::Or(hn::Or(a, b), hn::Or(c, e)), top));
    if (is_ascii && is_plain) continue;
    look(a);
    look(b);
    look(c);
    look(e);
    is_plain = is_ascii;
    if (is_ascii) before = hn::Zero(d);
  }
  // The rest, with zeros behind it, so that a code point that was cut is seen.
  alignas(16) std::uint8_t rest[kBlock + kStep] = {};
  std::memcpy(rest, text + at, size - at);
  for (std::size_t i = 0; i < sizeof rest; i += kStep) look(hn::Load(d, rest + i));
  return hn::AllTrue(d, hn::Eq(faults, hn::Zero(d)));
}
#endif

constexpr Scans kScans = {find_marks_in_blocks, count_in_blocks, is_utf8_in_blocks};

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace segue
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace segue {
namespace {

constexpr std::size_t kBlockSize = 64;
constexpr std::size_t kMore = 4;  // offsets that may be written behind the last

#if HWY_ARCH_X86
bool has_ssse3() {
  return __builtin_cpu_supports("ssse3");
}
bool has_sse4() {
  return has_ssse3() && __builtin_cpu_supports("sse4.1") && __builtin_cpu_supports("sse4.2") &&
         __builtin_cpu_supports("popcnt");
}
bool has_avx2() {
  return has_sse4() && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
         __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("fma");
}
bool has_avx3() {
  return has_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
         __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw");
}
#endif

/// Those of the processor at hand, or what every one of this build has.
const Scans& best_scans() {
#if HWY_TARGETS & HWY_AVX3
  if (has_avx3()) return N_AVX3::kScans;
#endif
#if HWY_TARGETS & HWY_AVX2
  if (has_avx2()) return N_AVX2::kScans;
#endif
#if HWY_TARGETS & HWY_SSE4
  if (has_sse4()) return N_SSE4::kScans;
#endif
#if HWY_TARGETS & HWY_SSSE3
  if (has_ssse3()) return N_SSSE3::kScans;
#endif
  return HWY_NAMESPACE::kScans;
}

const Scans& scans() {
  static const Scans& best = best_scans();
  return best;
}

}  // namespace

std::size_t find_marks(std::string_view text, char delimiter, std::vector<std::uint32_t>& room) {
  const std::size_t blocks = text.size() / kBlockSize;
  if (room.size() < 1 + text.size() + kMore) room.resize(1 + text.size() + kMore);
  room[0] = 0xffffffffu;
  std::uint32_t* end = scans().find_marks_in_blocks(text.data(), blocks, delimiter, room.data() + 1);
  for (std::size_t at = blocks * kBlockSize; at < text.size(); ++at) {
    if (text[at] == delimiter || text[at] == '"' || text[at] == '\n') *end++ = static_cast<std::uint32_t>(at);
  }
  return static_cast<std::size_t>(end - room.data());
}

std::size_t count_line_feeds(std::string_view text) {
  const std::size_t blocks = text.size() / kBlockSize;
  const std::size_t count = blocks == 0 ? 0 : scans().count_in_blocks(text.data(), blocks);
  const std::string_view rest = text.substr(blocks * kBlockSize);
  return count + static_cast<std::size_t>(std::count(rest.begin(), rest.end(), '\n'));
}

bool is_utf8(std::string_view text) {
  return text.empty() || scans().is_utf8_in_blocks(text.data(), text.size());
}

}  // namespace segue
#endif
