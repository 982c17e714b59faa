// marks.h: where the bytes are that give a delimited text its structure, found as many at a time as the processor can.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace segue {

/// Writes the offsets of every delimiter, quote and LF of `text`, which is shorter than 4 GiB, in their order to the
/// start of `room`, which grows as needed. The answer is how many there are.
std::size_t find_marks(std::string_view text, char delimiter, std::vector<std::uint32_t>& room);

/// The same, a byte at a time: what find_marks() is compared with.
std::size_t find_marks_plainly(std::string_view text, char delimiter, std::vector<std::uint32_t>& room);

}  // namespace segue
