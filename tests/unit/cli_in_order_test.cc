// Work on many things at once, and what comes of it in their order.

#include <atomic>
#include <stdexcept>
#include <vector>

#include <doctest/doctest.h>

#include "cli/in_order.h"

using segue::cli::in_order;

TEST_CASE("results come in order, on any number of threads") {
  for (const std::size_t threads : {0u, 1u, 2u, 3u, 8u}) {
    CAPTURE(threads);
    constexpr std::size_t kCount = 500;
    std::vector<std::size_t> used;
    in_order(
        kCount, threads, [](std::size_t i) { return i * i; }, [&](std::size_t square) { used.push_back(square); });
    REQUIRE(used.size() == kCount);
    for (std::size_t i = 0; i < kCount; ++i) CHECK(used[i] == i * i);
  }
}

TEST_CASE("no thread runs far ahead of what is used") {
  constexpr std::size_t kThreads = 4;
  std::atomic<std::size_t> made = 0;
  std::size_t used = 0;
  std::size_t furthest = 0;
  in_order(
      1000, kThreads,
      [&](std::size_t i) {
        ++made;
        return i;
      },
      [&](std::size_t) {
        furthest = std::max(furthest, made - used);
        ++used;
      });
  CHECK(furthest <= 5 * kThreads);
  CHECK(used == 1000);
}

TEST_CASE("an exception on either side ends everything and arrives here") {
  const auto make = [](std::size_t i) {
    if (i == 40) throw std::runtime_error("made");
    return i;
  };
  CHECK_THROWS_WITH(in_order(100, 3, make, [](std::size_t) {}), "made");
  const auto use = [](std::size_t i) {
    if (i == 20) throw std::runtime_error("used");
  };
  CHECK_THROWS_WITH(in_order(
                        100, 3, [](std::size_t i) { return i; }, use),
                    "used");
}
