// The text rules held against their slow and obvious forms, on thousands of random small messages.

#include <random>
#include <string>

#include <doctest/doctest.h>

#include "reference/compare_linters.h"
#include "reference/random_message.h"

using namespace segue;

TEST_CASE("automata find in all renderings what looking at each of them finds") {
  constexpr int kMessages = 6'000;
  constexpr std::size_t kMostRenderings = 200;
  for (int seed = 0; seed < kMessages; ++seed) {
    std::mt19937 random(static_cast<std::mt19937::result_type>(seed));
    const auto [sequence, settings] = reference::random_case(random);
    const std::string difference = reference::disagreement(sequence, settings, kMostRenderings);
    CAPTURE(seed);
    REQUIRE(difference == "");
  }
}
