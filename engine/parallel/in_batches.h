// in_batches.h: many small items made on several threads and used in order, handed over in batches.
//
//   in_batches<Linted>(paths.size(), threads,
//                      {.make = [&](std::size_t i, Linted& linted) { lint_file(paths[i], linted); return linted.size();
//                      },
//                       .use = [&](Linted& linted) { return print(linted); }});
//
// Handing over a single small item costs more than making it. Batches therefore grow as long as their items are small.
// They shrink to what fits into kMostBatchBytes, so memory is bounded whatever the items are.

#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <functional>
#include <vector>

#include "parallel/pipeline.h"

namespace segue {

inline constexpr std::size_t kMostBatchItems = 64;
inline constexpr std::size_t kMostBatchBytes = std::size_t{1} << 20;

template <class Item>
struct BatchWork {
  /// Makes the item with that index, in an Item that may have been used before, and returns how many bytes it holds
  /// until it is used. Runs on any thread, for several items at once.
  std::function<std::size_t(std::size_t index, Item& item)> make = {};
  /// Uses an item. Called in order of the index, one call at a time, on any thread. False: the run ends.
  std::function<bool(Item& item)> use = {};
};

template <class Item>
class Batches final : public OrderedWork {
 public:
  Batches(std::size_t count, std::size_t threads, const BatchWork<Item>& work)
      : count_(count), threads_(threads), work_(work), batches_(slots_for(threads)) {}

  void run() { run_in_order(*this, threads_, batches_.size()); }

  bool begin(std::size_t slot) override {
    if (begun_ == count_) return false;
    // Batches shrink towards the end, so that no thread is left alone with a last large one.
    const std::size_t share = std::max<std::size_t>((count_ - begun_) / (2 * threads_), 1);
    Batch& batch = batches_[slot];
    batch.first = begun_;
    batch.size = std::min<std::size_t>(next_size_, share);
    batch.made = 0;
    begun_ += batch.size;
    return true;
  }

  void work(std::size_t slot) override {
    Batch& batch = batches_[slot];
    if (batch.items.size() < batch.size) batch.items.resize(batch.size);
    std::size_t bytes = 0;
    while (batch.made < batch.size && bytes < kMostBatchBytes) {
      bytes += work_.make(batch.first + batch.made, batch.items[batch.made]);
      ++batch.made;
    }
    if (batch.made < batch.size) {
      next_size_ = batch.made;
    } else if (bytes < kMostBatchBytes / 4) {
      next_size_ = std::min(2 * batch.size, kMostBatchItems);
    }
  }

  bool finish(std::size_t slot) override {
    Batch& batch = batches_[slot];
    for (std::size_t i = 0; i < batch.size; ++i) {
      Item& item = batch.items[std::min(i, batch.made - 1)];
      // If the items were larger than expected, the rest of the batch is made here, one item at a time.
      if (i >= batch.made) work_.make(batch.first + i, item);
      if (!work_.use(item)) return false;
    }
    return true;
  }

 private:
  struct Batch {
    std::size_t first = 0;
    std::size_t size = 0;
    std::size_t made = 0;  ///< how many of them work() made; at least one
    std::vector<Item> items;
  };

  std::size_t count_;
  std::size_t threads_;
  const BatchWork<Item>& work_;
  std::vector<Batch> batches_;
  std::size_t begun_ = 0;
  std::atomic<std::size_t> next_size_ = 1;
};

/// Makes and uses the items 0 to count - 1. With one thread everything runs on the caller's, one item after another. An
/// exception from make() or use() ends the run and is rethrown here, after all threads have left them.
template <class Item>
void in_batches(std::size_t count, std::size_t threads, const BatchWork<Item>& work) {
  threads = std::min(threads, std::max<std::size_t>(count, 1));
  if (threads > 1) return Batches<Item>(count, threads, work).run();
  Item item;
  for (std::size_t i = 0; i < count; ++i) {
    work.make(i, item);
    if (!work.use(item)) return;
  }
}

}  // namespace segue
