// rate_limit.h: so many requests a minute for each who asks.
//
// Whoever asks first opens a window of a minute, in which so many requests are allowed; the first one behind it opens
// the next. The time is a steady clock's, which nobody sets.

#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace segue::service {

class RateLimit {
 public:
  using Clock = std::chrono::steady_clock;
  static constexpr std::chrono::seconds kWindow{60};

  struct Count {
    bool is_allowed = true;
    std::uint64_t limit = 0;
    std::uint64_t remaining = 0;
    std::uint64_t reset = 0;  ///< seconds, rounded up, until all of it is allowed again
  };

  /// `most` askers are told apart; those beyond share one window.
  explicit RateLimit(std::uint64_t limit, std::size_t most = 100'000) : limit_(limit), most_(most) {}

  /// Counts a request. May be called from any thread.
  Count count(std::string_view who, Clock::time_point now = Clock::now());

  /// How many askers are remembered.
  [[nodiscard]] std::size_t size() const;

 private:
  struct Window {
    Clock::time_point end;
    std::uint64_t used = 0;
  };

  Window& window_of(std::string_view who, Clock::time_point now);

  std::uint64_t limit_;
  std::size_t most_;
  mutable std::mutex mutex_;
  std::unordered_map<std::string, Window> windows_;
  Window others_;
  Clock::time_point next_clearing_{};
};

}  // namespace segue::service
