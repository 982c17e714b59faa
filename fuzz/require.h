// require.h: the properties that fuzz targets check.

#pragma once

#include <cstdio>
#include <cstdlib>

/// Ends the program, so that the fuzzer keeps the input, where something does not hold.
inline void require(bool holds, const char* sentence) {
  if (holds) return;
  std::fprintf(stderr, "fuzz target: it does not hold: %s\n", sentence);
  std::abort();
}
