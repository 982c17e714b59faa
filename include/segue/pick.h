// pick.h: which option each variation takes, as a pure function. Pick contract 1.
//
//   auto picks = segue::keyed(segue::parse_seed("spring-launch"), lead.id);
//   message.render(values, picks, text);
//
// The same seed, lead, message and variation give the same option on every machine, in any order, on any
// number of threads. An option added at the end moves only the leads that get the new one.
//
// Ownership: `given` keeps a view of the caller's picks; everything else is copied.
// Threads: free functions over values; no state.
// Limits: 2^32 - 1 options; in a list, up to 10,000 options and 2^19 variations a message for balanced picks.

#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "segue/export.h"

namespace segue {

/// The number of the rules below. Outputs that name the engine's version name it too.
inline constexpr int kPickContract = 1;

/// How the options of one rendering are chosen; made by one of the functions below.
struct Picks {
  enum class Kind : std::uint8_t { kKeyed, kBalanced, kNumbered, kGiven };
  Kind kind = Kind::kNumbered;
  std::uint64_t seed = 0;
  std::uint64_t value = 0;  ///< the lead's hash, the row, or the number of the rendering
  std::span<const std::uint32_t> options;
};

/// A seed from text: a decimal number in range is itself, any other text is its XXH3 hash.
[[nodiscard]] SEGUE_EXPORT std::uint64_t parse_seed(std::string_view text);

/// The usual pick: depends on the seed and on the bytes of the lead's key, and on nothing else.
[[nodiscard]] SEGUE_EXPORT Picks keyed(std::uint64_t seed, std::string_view lead_key);

/// Over a list, each option equally often: permuted blocks. `row` is 0-based, of all rows read.
[[nodiscard]] inline Picks balanced(std::uint64_t seed, std::uint64_t row) {
  return {Picks::Kind::kBalanced, seed, row, {}};
}

/// Rendering number `number` of a message's renderings; the last variation turns fastest.
[[nodiscard]] inline Picks numbered(std::uint64_t number) {
  return {Picks::Kind::kNumbered, 0, number, {}};
}

/// These very options, one for each variation. They must outlive the Picks.
[[nodiscard]] inline Picks given(std::span<const std::uint32_t> options) {
  return {Picks::Kind::kGiven, 0, 0, options};
}

}  // namespace segue
