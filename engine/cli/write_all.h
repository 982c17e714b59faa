// write_all.h: writes all bytes to a file descriptor.

#pragma once

#include <string_view>

namespace segue::cli {

/// Writes all of `bytes`, continuing after interruptions and short writes. Returns 0, or the errno of the write that
/// failed.
int write_all(int descriptor, std::string_view bytes);

}  // namespace segue::cli
