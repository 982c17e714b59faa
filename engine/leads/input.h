// input.h: the bytes of a source, ready to be cut: UTF-8 with line feeds.
//
// This is where a source is looked at before any of it is used, and where one that has to be decoded first (compressed,
// in another encoding, with other line ends) is read through a source that does so.

#pragma once

#include <cstddef>

#include "leads/read_buffer.h"
#include "segue/leads.h"
#include "segue/result.h"

namespace segue {

/// How much of a source is looked at before any of it is used.
inline constexpr std::size_t kLookAhead = std::size_t{1} << 20;

/// Reads the first kLookAhead bytes of the source, and drops a UTF-8 byte order mark. Refuses (bad-encoding) the mark
/// of UTF-16, and anything in those bytes that is not UTF-8. `hash` is that of everything dropped from the buffer;
/// null: none.
Result<ReadBuffer> open_input(Source& source, std::size_t read_size, pick::RunningHash* hash);

}  // namespace segue
