// ratios.h: what the benchmarks are compared for.

#pragma once

#include <string>
#include <vector>

namespace segue::bench {

/// A claim: `what` takes at most (or, of rates, is at least) so many times the time of `beside`.
struct Ratio {
  std::string claim;   ///< in words
  std::string what;    ///< a benchmark's name
  std::string beside;  ///< another one's
  double at_most;      ///< the target; 0 where there is none
};

/// Claims of all files; each adds its own before main() runs the benchmarks.
std::vector<Ratio>& ratios();

struct AddRatio {
  explicit AddRatio(Ratio ratio) { ratios().push_back(std::move(ratio)); }
};

}  // namespace segue::bench
