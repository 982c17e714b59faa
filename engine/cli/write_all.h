// write_all.h: bytes into a file descriptor, all of them.

#pragma once

#include <string_view>

namespace segue::cli {

/// 0, or the errno of the write that failed. Interruptions and short writes are gone on with.
int write_all(int descriptor, std::string_view bytes);

}  // namespace segue::cli
