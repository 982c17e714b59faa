// home_made_queue.h: the ordered pipeline as one would write it by hand, to measure oneTBB's beside it.
//
// A ring of slots under one mutex: a thread takes whichever part can go on, the last before the middle before the
// first, and sleeps where there is none. Nothing is thrown, and nothing ends early: for measurements only.

#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <thread>
#include <vector>

#include "parallel/pipeline.h"

namespace segue::bench {

class HomeMadeQueue {
 public:
  HomeMadeQueue(OrderedWork& work, std::size_t slots) : work_(work), state_(slots, State::kFree) {}

  void run(std::size_t threads) {
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < threads; ++i) others.emplace_back([this] { help(); });
    help();
  }

 private:
  enum class State : std::uint8_t { kFree, kBegun, kAtWork, kWorked };

  void help() {
    std::unique_lock lock(mutex_);
    while (finished_ < begun_ || !is_over_) {
      if (!step(lock)) changed_.wait(lock);
    }
    changed_.notify_all();
  }

  /// Does one part of some slot, without the lock; false where none can go on.
  bool step(std::unique_lock<std::mutex>& lock) {
    const std::size_t slots = state_.size();
    if (!is_finishing_ && finished_ < begun_ && state_[finished_ % slots] == State::kWorked) {
      is_finishing_ = true;
      without(lock, [&] { static_cast<void>(work_.finish(finished_ % slots)); });
      state_[finished_++ % slots] = State::kFree;
      is_finishing_ = false;
      return true;
    }
    for (std::size_t i = finished_; i < begun_; ++i) {
      if (state_[i % slots] != State::kBegun) continue;
      state_[i % slots] = State::kAtWork;
      without(lock, [&] { work_.work(i % slots); });
      state_[i % slots] = State::kWorked;
      return true;
    }
    if (is_beginning_ || is_over_ || begun_ - finished_ == slots) return false;
    is_beginning_ = true;
    bool has_more = false;
    without(lock, [&] { has_more = work_.begin(begun_ % slots); });
    is_beginning_ = false;
    if (has_more) {
      state_[begun_++ % slots] = State::kBegun;
    } else {
      is_over_ = true;
    }
    return true;
  }

  template <class Part>
  void without(std::unique_lock<std::mutex>& lock, const Part& part) {
    lock.unlock();
    part();
    lock.lock();
    changed_.notify_all();
  }

  OrderedWork& work_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<State> state_;
  std::size_t begun_ = 0;
  std::size_t finished_ = 0;
  bool is_beginning_ = false;
  bool is_finishing_ = false;
  bool is_over_ = false;
};

}  // namespace segue::bench
