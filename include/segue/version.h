// version.h: which segue this is.
//
//   fmt::print("segue {} (pick contract {})\n", segue::kVersion, segue::kPickContract);
//
// Ownership, Threads, Limits: constants.

#pragma once

namespace segue {

/// Semantic version: sources stay compatible within a major number.
inline constexpr const char* kVersion = "0.1.0";

}  // namespace segue
