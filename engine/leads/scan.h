// scan.h: what can be told of the bytes of a text as many at a time as the processor can.
//
// Everything here is compiled once for each kind of processor by Highway; the one at hand decides when it runs. Each
// function is compared with a plain one, a byte at a time.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace segue {

/// Writes -1, as if a line had ended before the text, and then the offsets of every delimiter, quote and LF of `text`,
/// which is shorter than 4 GiB, in their order to the start of `room`, which grows as needed. The answer is how many
/// these are, the first one included.
std::size_t find_marks(std::string_view text, char delimiter, std::vector<std::uint32_t>& room);

/// How many LFs there are.
std::size_t count_line_feeds(std::string_view text);

/// Whether all of it is UTF-8, as utf8::valid() says.
bool is_utf8(std::string_view text);

}  // namespace segue
