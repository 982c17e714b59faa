#include "service/rate_limit.h"

namespace segue::service {

RateLimit::Count RateLimit::count(std::string_view client, Clock::time_point now) {
  const std::lock_guard lock(mutex_);
  Window& window = window_of(client, now);
  if (window.end <= now) window = {.end = now + kWindow, .used = 0};
  Count count{.is_allowed = window.used < limit_, .limit = limit_};
  if (count.is_allowed) ++window.used;
  count.remaining = limit_ - window.used;
  count.reset = static_cast<std::uint64_t>(std::chrono::ceil<std::chrono::seconds>(window.end - now).count());
  return count;
}

std::size_t RateLimit::size() const {
  const std::lock_guard lock(mutex_);
  return windows_.size();
}

RateLimit::Window& RateLimit::window_of(std::string_view client, Clock::time_point now) {
  std::string name(client);
  if (const auto found = windows_.find(name); found != windows_.end()) return found->second;
  // Scan the table at most once per window, so that the cost per request is constant.
  if (windows_.size() >= max_clients_ && now >= next_purge_) {
    std::erase_if(windows_, [&](const auto& one) { return one.second.end <= now; });
    next_purge_ = now + kWindow;
  }
  if (windows_.size() >= max_clients_) return others_;
  return windows_[std::move(name)];
}

}  // namespace segue::service
