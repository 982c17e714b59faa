// in_order.h: work on many things at once, and what comes of it in their order.

#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

namespace segue::cli {

/// Calls `make(i)` for i in 0 … count - 1 on so many threads, and `use(result)` on this one, in order of i. No thread
/// runs further ahead than a few results each, so that memory does not grow with `count`. With one thread everything
/// happens on this one. What make() or use() throw is thrown here, once all threads have ended.
template <class Make, class Use>
void in_order(std::size_t count, std::size_t threads, Make&& make, Use&& use) {
  threads = std::min(threads, count);
  if (threads <= 1) {
    for (std::size_t i = 0; i < count; ++i) use(make(i));
    return;
  }
  using Made = std::invoke_result_t<Make&, std::size_t>;
  const std::size_t ahead = 4 * threads;
  std::mutex mutex;
  std::condition_variable changed;
  std::map<std::size_t, Made> waiting;
  std::size_t next_to_make = 0;
  std::size_t next_to_use = 0;
  std::exception_ptr problem;

  const auto work = [&] {
    std::unique_lock lock(mutex);
    for (;;) {
      changed.wait(lock, [&] { return problem || next_to_make == count || next_to_make < next_to_use + ahead; });
      if (problem || next_to_make == count) return;
      const std::size_t mine = next_to_make++;
      lock.unlock();
      try {
        Made made = make(mine);
        lock.lock();
        waiting.emplace(mine, std::move(made));
      } catch (...) {
        if (!lock.owns_lock()) lock.lock();
        problem = std::current_exception();
      }
      changed.notify_all();
    }
  };

  {
    std::vector<std::jthread> workers;
    for (std::size_t i = 0; i < threads; ++i) workers.emplace_back(work);
    std::unique_lock lock(mutex);
    while (next_to_use < count) {
      changed.wait(lock, [&] { return problem || waiting.contains(next_to_use); });
      if (problem) break;
      auto here = waiting.extract(next_to_use);
      lock.unlock();
      try {
        use(std::move(here.mapped()));
        lock.lock();
      } catch (...) {
        lock.lock();
        problem = std::current_exception();
      }
      ++next_to_use;
      changed.notify_all();
    }
  }
  if (problem) std::rethrow_exception(problem);
}

}  // namespace segue::cli
