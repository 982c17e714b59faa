// near_miss.h: "did you mean".

#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace segue {

/// The edits between two names, a swap of neighbours counting one, ASCII case ignored (optimal string alignment).
/// Counts no further than `limit` + 1.
std::size_t edit_distance(std::string_view left, std::string_view right, std::size_t limit);

/// The known name that `word` most likely was meant to be: at most one edit away for known names of up to five
/// characters, two beyond. A difference in case alone is a near miss; the name itself is none. Ties go to the
/// first of `known`.
std::optional<std::string_view> near_miss(std::string_view word, std::span<const std::string_view> known);

}  // namespace segue
