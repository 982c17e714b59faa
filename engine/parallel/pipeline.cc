#include "parallel/pipeline.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_pipeline.h>
#include <oneapi/tbb/task_arena.h>

namespace segue {
namespace {

namespace tbb = oneapi::tbb;

/// Orders what one stage wrote before what the next one reads. oneTBB does that itself, but the thread sanitizer cannot
/// see it; these atomics show it, cost nothing, and leave races inside the stages visible.
class Handover {
 public:
  void take() const { static_cast<void>(count_.load(std::memory_order_acquire)); }
  void give() { count_.fetch_add(1, std::memory_order_release); }

 private:
  std::atomic<std::size_t> count_ = 0;
};

void run_on_this_thread(OrderedWork& work) {
  while (work.begin(0)) {
    work.work(0);
    if (!work.finish(0)) return;
  }
}

}  // namespace

std::size_t threads_for(std::size_t asked) {
  if (asked == 0) asked = std::thread::hardware_concurrency();
  return std::clamp<std::size_t>(asked, 1, kMostThreads);
}

std::size_t slots_for(std::size_t threads) {
  return threads == 1 ? 1 : 2 * threads + 1;
}

void run_in_order(OrderedWork& work, std::size_t threads, std::size_t slots) {
  if (threads == 1) return run_on_this_thread(work);
  // As many threads as asked for, even if there are fewer processors.
  const tbb::global_control control(tbb::global_control::max_allowed_parallelism, threads);
  tbb::task_arena arena(static_cast<int>(threads));
  std::atomic<bool> is_over = false;
  std::size_t begun = 0;
  std::vector<Handover> of_slot(slots);
  Handover of_begin;
  Handover of_finish;
  // The item begun `slots` items ago is finished by now, so its slot is free.
  const auto begin = [&](tbb::flow_control& flow) -> std::size_t {
    of_begin.take();
    const std::size_t slot = begun % slots;
    of_slot[slot].take();
    if (is_over || !work.begin(slot)) {
      of_begin.give();
      flow.stop();
      return 0;
    }
    ++begun;
    of_slot[slot].give();
    of_begin.give();
    return slot;
  };
  const auto middle = [&](std::size_t slot) {
    of_slot[slot].take();
    if (!is_over) work.work(slot);
    of_slot[slot].give();
    return slot;
  };
  const auto finish = [&](std::size_t slot) {
    of_finish.take();
    of_slot[slot].take();
    if (!is_over && !work.finish(slot)) is_over = true;
    of_slot[slot].give();
    of_finish.give();
  };
  of_begin.give();
  of_finish.give();
  arena.execute([&] {
    tbb::parallel_pipeline(slots, tbb::make_filter<void, std::size_t>(tbb::filter_mode::serial_in_order, begin) &
                                      tbb::make_filter<std::size_t, std::size_t>(tbb::filter_mode::parallel, middle) &
                                      tbb::make_filter<std::size_t, void>(tbb::filter_mode::serial_in_order, finish));
  });
  of_begin.take();
  of_finish.take();
}

}  // namespace segue
