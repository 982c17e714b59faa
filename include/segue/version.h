// version.h: which segue this is: the one compiled against, and the one linked.
//
//   static_assert(SEGUE_VERSION_NUMBER >= 100, "needs segue 0.1.0");      // MAJOR * 10000 + MINOR * 100 + PATCH
//   if (segue::version() != segue::kVersion) warn("another segue was linked than was compiled against");
//
// Ownership, Threads, Limits: constants.

#pragma once

#include <string_view>

#include "segue/export.h"

#define SEGUE_VERSION_MAJOR 0
#define SEGUE_VERSION_MINOR 1
#define SEGUE_VERSION_PATCH 0
#define SEGUE_VERSION_NUMBER (SEGUE_VERSION_MAJOR * 10000 + SEGUE_VERSION_MINOR * 100 + SEGUE_VERSION_PATCH)
#define SEGUE_VERSION "0.1.0"

namespace segue {

/// The version of these headers. Semantic: sources stay compatible within a major number, and before 1.0.0 within a
/// minor one.
inline constexpr std::string_view kVersion = SEGUE_VERSION;

/// The version of the library that was linked. A shared library may be newer than the headers.
[[nodiscard]] SEGUE_EXPORT std::string_view version() noexcept;

}  // namespace segue
