// Work on several threads whose results come in order.

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "parallel/in_batches.h"
#include "parallel/pipeline.h"

using namespace segue;

namespace {

/// Squares the numbers from 0 to count - 1. Each stage can be told to do something else first.
class Squares final : public OrderedWork {
 public:
  Squares(std::size_t count, std::size_t threads) : count_(count), threads_(threads), slots_(slots_for(threads)) {}

  void run() { run_in_order(*this, threads_, slots_.size()); }

  bool begin(std::size_t slot) override {
    if (begun == count_) return false;
    if (on_begin) on_begin(begun);
    slots_[slot] = begun++;
    return true;
  }
  void work(std::size_t slot) override {
    if (on_work) on_work(slots_[slot]);
    slots_[slot] *= slots_[slot];
  }
  bool finish(std::size_t slot) override {
    furthest = std::max(furthest, begun - finished.size());
    finished.push_back(slots_[slot]);
    return !on_finish || on_finish(finished.size());
  }

  std::function<void(std::size_t)> on_begin, on_work;
  std::function<bool(std::size_t)> on_finish;
  std::atomic<std::size_t> begun = 0;
  std::size_t furthest = 0;
  std::vector<std::size_t> finished;

 private:
  std::size_t count_;
  std::size_t threads_;
  std::vector<std::size_t> slots_;
};

void check_squares(const std::vector<std::size_t>& squares, std::size_t count) {
  REQUIRE(squares.size() == count);
  for (std::size_t i = 0; i < count; ++i) CHECK(squares[i] == i * i);
}

}  // namespace

TEST_CASE("items are finished in order on any number of threads, and few are in flight") {
  for (const std::size_t threads : {1u, 2u, 3u, 8u}) {
    CAPTURE(threads);
    Squares squares(500, threads);
    squares.run();
    check_squares(squares.finished, 500);
    CHECK(squares.furthest <= slots_for(threads));
  }
  Squares none(0, 4);
  none.run();
  CHECK(none.finished.empty());
}

TEST_CASE("a last stage that has enough ends the run") {
  for (const std::size_t threads : {1u, 4u}) {
    Squares squares(10'000, threads);
    squares.on_finish = [](std::size_t finished) { return finished < 20; };
    squares.run();
    check_squares(squares.finished, 20);
    CHECK(squares.begun <= 20 + slots_for(threads));
  }
}

TEST_CASE("an exception from any stage ends the run and comes out of it") {
  for (const std::size_t threads : {1u, 3u}) {
    const auto throw_at_40 = [](const char* stage) {
      return [stage](std::size_t i) {
        if (i == 40) throw std::runtime_error(stage);
      };
    };
    Squares begins(100, threads);
    begins.on_begin = throw_at_40("begin");
    CHECK_THROWS_WITH(begins.run(), "begin");
    Squares works(100, threads);
    works.on_work = throw_at_40("work");
    CHECK_THROWS_WITH(works.run(), "work");
    Squares finishes(100, threads);
    finishes.on_finish = [&](std::size_t i) { return throw_at_40("finish")(i), true; };
    CHECK_THROWS_WITH(finishes.run(), "finish");
    CHECK(finishes.finished.size() == 40);
  }
}

TEST_CASE("one thread means the caller's") {
  const auto here = std::this_thread::get_id();
  Squares squares(50, 1);
  squares.on_begin = squares.on_work = [&](std::size_t) { CHECK(std::this_thread::get_id() == here); };
  squares.on_finish = [&](std::size_t) { return std::this_thread::get_id() == here; };
  squares.run();
  check_squares(squares.finished, 50);
}

TEST_CASE("the number of threads is what was asked for, within reason") {
  CHECK(threads_for(3) == 3);
  CHECK(threads_for(kMostThreads) == kMostThreads);
  CHECK(threads_for(33'000) == kMostThreads);
  CHECK(threads_for(SIZE_MAX) == kMostThreads);
  CHECK(threads_for(0) == std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, kMostThreads));
}

TEST_CASE("batches keep the order, whatever the items weigh") {
  for (const std::size_t threads : {1u, 2u, 5u}) {
    for (const std::size_t weight : {std::size_t{0}, kMostBatchBytes / 10, 2 * kMostBatchBytes}) {
      CAPTURE(threads);
      CAPTURE(weight);
      std::atomic<std::size_t> made = 0;
      std::size_t furthest = 0;
      std::vector<std::size_t> squares;
      in_batches<std::size_t>(1000, threads,
                              {.make =
                                   [&](std::size_t i, std::size_t& square) {
                                     ++made;
                                     square = i * i;
                                     // Light at first, so that batches are large when the weight comes.
                                     return i < 500 ? 0 : weight;
                                   },
                               .use =
                                   [&](std::size_t square) {
                                     furthest = std::max(furthest, made - squares.size());
                                     squares.push_back(square);
                                     return true;
                                   }});
      check_squares(squares, 1000);
      CHECK(made == 1000);
      CHECK(furthest <= slots_for(threads) * kMostBatchItems);
    }
  }
}

TEST_CASE("heavy items are not made far ahead of their use") {
  constexpr std::size_t kThreads = 3;
  std::atomic<std::size_t> made = 0;
  std::size_t used = 0;
  std::size_t most = 0;
  in_batches<int>(300, kThreads,
                  {.make =
                       [&](std::size_t, int&) {
                         ++made;
                         return kMostBatchBytes;
                       },
                   .use =
                       [&](int) {
                         most = std::max(most, made - used++);
                         return true;
                       }});
  CHECK(used == 300);
  CHECK(most <= slots_for(kThreads) + 1);
}

TEST_CASE("a user of batches that has enough, or throws, ends the run") {
  for (const std::size_t threads : {1u, 3u}) {
    std::size_t used = 0;
    in_batches<int>(
        1000, threads,
        {.make = [](std::size_t, int&) { return std::size_t{1}; }, .use = [&](int) { return ++used < 70; }});
    CHECK(used == 70);
    const auto make_until_40 = [](std::size_t i, int&) {
      if (i == 40) throw std::runtime_error("made");
      return std::size_t{1};
    };
    CHECK_THROWS_WITH(in_batches<int>(100, threads, {.make = make_until_40, .use = [](int) { return true; }}), "made");
    const auto use_none = [](int) -> bool { throw std::runtime_error("used"); };
    CHECK_THROWS_WITH(
        in_batches<int>(100, threads, {.make = [](std::size_t, int&) { return std::size_t{1}; }, .use = use_none}),
        "used");
  }
}
