// rate_limit.h: limits the requests per minute of each client.
//
// A client's first request opens a window of one minute, in which `limit` requests are allowed. The first request after
// the window opens the next one. Times are from a steady clock.

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
    std::uint64_t reset = 0;  ///< seconds until the window ends, rounded up
  };

  /// Tracks up to `max_clients`; all others share one window.
  explicit RateLimit(std::uint64_t limit, std::size_t max_clients = 100'000)
      : limit_(limit), max_clients_(max_clients) {}

  /// Counts a request. Any thread may call it.
  Count count(std::string_view client, Clock::time_point now = Clock::now());

  /// The number of clients that are tracked.
  [[nodiscard]] std::size_t size() const;

 private:
  struct Window {
    Clock::time_point end;
    std::uint64_t used = 0;
  };

  Window& window_of(std::string_view client, Clock::time_point now);

  std::uint64_t limit_;
  std::size_t max_clients_;
  mutable std::mutex mutex_;
  std::unordered_map<std::string, Window> windows_;
  Window others_;
  Clock::time_point next_purge_{};
};

}  // namespace segue::service
