#include "bulk/pipeline.h"

#include <algorithm>
#include <atomic>

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_pipeline.h>
#include <oneapi/tbb/task_arena.h>

namespace segue {
namespace {

namespace tbb = oneapi::tbb;

void run_on_this_thread(OrderedWork& work) {
  while (work.begin(0)) {
    work.work(0);
    if (!work.finish(0)) return;
  }
}

}  // namespace

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
  // What was begun `slots` times ago is finished by now, so its slot is free.
  const auto begin = [&](tbb::flow_control& control_of_flow) -> std::size_t {
    const std::size_t slot = begun % slots;
    if (is_over || !work.begin(slot)) {
      control_of_flow.stop();
      return 0;
    }
    ++begun;
    return slot;
  };
  const auto middle = [&](std::size_t slot) {
    if (!is_over) work.work(slot);
    return slot;
  };
  const auto finish = [&](std::size_t slot) {
    if (!is_over && !work.finish(slot)) is_over = true;
  };
  arena.execute([&] {
    tbb::parallel_pipeline(slots, tbb::make_filter<void, std::size_t>(tbb::filter_mode::serial_in_order, begin) &
                                      tbb::make_filter<std::size_t, std::size_t>(tbb::filter_mode::parallel, middle) &
                                      tbb::make_filter<std::size_t, void>(tbb::filter_mode::serial_in_order, finish));
  });
}

}  // namespace segue
