// pipeline.h: work in three stages, of which the first and the last run in order and the middle one on all threads.
//
//   class Copy final : public OrderedWork { … };
//   Copy copy;
//   run_in_order(copy, threads, slots_for(threads));
//
// Items are finished in the order in which they were begun, and at most `slots` of them are in flight, so a slow last
// stage holds back the first one and memory stays bounded. oneTBB's pipeline does the scheduling. With one thread
// everything runs on the caller's thread, and no other is started.

#pragma once

#include <cstddef>

namespace segue {

/// The three stages. An item in flight has a slot, a number below `slots`, and is in one stage at a time; slots are
/// reused.
class OrderedWork {
 public:
  virtual ~OrderedWork() = default;

  /// Fills a slot. One call at a time. False: there are no more items.
  virtual bool begin(std::size_t slot) = 0;
  /// Runs on any thread, for several slots at once.
  virtual void work(std::size_t slot) = 0;
  /// Runs in the order of begin(), one call at a time, on any thread. False: the run ends. No more items are begun, and
  /// those in flight are dropped.
  virtual bool finish(std::size_t slot) = 0;

 protected:
  OrderedWork() = default;
  OrderedWork(const OrderedWork&) = default;
  OrderedWork& operator=(const OrderedWork&) = default;
};

/// The most threads that work together.
inline constexpr std::size_t kMostThreads = 1024;

/// The number of threads to use: those asked for, at most kMostThreads; for 0, one per processor.
std::size_t threads_for(std::size_t asked);

/// How many slots keep that many threads busy.
std::size_t slots_for(std::size_t threads);

/// Runs the stages until there are no more items. An exception from a stage ends the run and is rethrown here, after
/// all threads have left the stages.
void run_in_order(OrderedWork& work, std::size_t threads, std::size_t slots);

}  // namespace segue
