// pipeline.h: work in three parts, of which the first and the last go in order and the middle one on all threads.
//
// oneTBB's ordered pipeline does it: what is begun is finished in the same order, and never more than `slots` of it is
// on its way, so that a slow reader of the output holds up the reading of the input. With one thread no other is
// started.

#pragma once

#include <cstddef>

namespace segue {

/// What is on its way stands in slots, which are used again and again; a slot is at one part at a time.
class OrderedWork {
 public:
  virtual ~OrderedWork() = default;

  /// Fills a slot; one at a time. False: there is nothing more.
  virtual bool begin(std::size_t slot) = 0;
  /// On any thread, many at a time.
  virtual void work(std::size_t slot) = 0;
  /// In the order of begin(), one at a time, on any thread. False: nothing more is begun, and what is on its way is
  /// dropped.
  virtual bool finish(std::size_t slot) = 0;

 protected:
  OrderedWork() = default;
  OrderedWork(const OrderedWork&) = default;
  OrderedWork& operator=(const OrderedWork&) = default;
};

/// How many slots keep so many threads busy.
std::size_t slots_for(std::size_t threads);

/// Runs until there is nothing more. What the parts throw comes out here, once all threads have left them.
void run_in_order(OrderedWork& work, std::size_t threads, std::size_t slots);

}  // namespace segue
