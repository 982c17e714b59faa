#include "service/access_log.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include "display/json_text.h"
#include "service/routes.h"
#include "service/target.h"
#include "service/timestamp.h"

namespace segue::service {
namespace {

constexpr std::chrono::milliseconds kPause{20};  // so that a busy service does not wake the thread for each line
constexpr std::size_t kAtomicWrite = 4096;       // PIPE_BUF: a pipe that has room at all takes so much without waiting

constexpr std::string_view kHidden = "…";

/// A known path, and whether there is a query. Anything else is hidden: it may be a token in the wrong place.
std::string public_part(std::string_view target) {
  const Target parts = split_target(target);
  const Route route = find_route({}, parts.path);  // for any method
  if (route.allow.empty()) return std::string(kHidden);
  std::string text(parts.path);
  if (!route.campaign.empty() && !is_campaign_id(route.campaign)) {
    const auto begin = static_cast<std::size_t>(route.campaign.data() - parts.path.data());
    text.replace(begin, route.campaign.size(), kHidden);
  }
  if (!parts.query.empty()) text += "?…";
  return text;
}

/// A known method; anything else is hidden.
std::string_view public_method(std::string_view method) {
  for (const std::string_view known :
       {"GET", "HEAD", "PUT", "POST", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"}) {
    if (method == known) return method;
  }
  return kHidden;
}

}  // namespace

std::string access_line(const AccessLine& line, std::chrono::system_clock::time_point now) {
  std::string text;
  {
    display::JsonObject object(text);
    object.text("time", timestamp(now))
        .text("id", line.id)
        .text("method", public_method(line.method))
        .text("path", public_part(line.target));
    object.number("status", line.status).number("bytes", line.bytes);
    object.number("microseconds", static_cast<std::uint64_t>(line.taken.count()));
    object.text("client", line.client);
  }
  return text + '\n';
}

std::string trouble_line(std::string_view message, std::chrono::system_clock::time_point now) {
  std::string text;
  display::JsonObject(text).text("time", timestamp(now)).text("trouble", message);
  return text + '\n';
}

AccessLog::AccessLog(int descriptor, std::size_t max_pending)
    : descriptor_(descriptor), max_pending_(max_pending), thread_([this] { run(); }) {}

AccessLog::~AccessLog() {
  {
    const std::lock_guard lock(mutex_);
    is_ending_ = true;
    give_up_time_ = std::chrono::steady_clock::now() + std::chrono::seconds(1);
  }
  changed_.notify_one();
  thread_.join();
}

void AccessLog::write(const AccessLine& line) {
  push(access_line(line, std::chrono::system_clock::now()));
}

void AccessLog::trouble(std::string_view message) {
  push(trouble_line(message, std::chrono::system_clock::now()));
}

void AccessLog::push(std::string_view text) {
  const std::lock_guard lock(mutex_);
  if (pending_.size() + text.size() > max_pending_) {
    ++dropped_;
    return;
  }
  if (dropped_ > 0) pending_ += fmt::format("{{\"dropped\":{}}}\n", dropped_);
  dropped_ = 0;
  pending_ += text;
  if (is_asleep_) changed_.notify_one();
}

void AccessLog::run() {
  std::string text;
  std::unique_lock lock(mutex_);
  while (true) {
    is_asleep_ = true;
    changed_.wait(lock, [&] { return is_ending_ || !pending_.empty(); });
    is_asleep_ = false;
    if (pending_.empty()) return;
    text.clear();
    text.swap(pending_);
    lock.unlock();
    const bool is_written = write_all(text);
    lock.lock();
    if (!is_written && is_ending_) return;
    changed_.wait_for(lock, kPause, [&] { return is_ending_; });
  }
}

// Writes only when poll() says that the pipe has space, so that the destructor does not hang on a stuck reader.
bool AccessLog::write_all(std::string_view text) {
  while (!text.empty()) {
    pollfd writable{.fd = descriptor_, .events = POLLOUT, .revents = 0};
    const int ready = ::poll(&writable, 1, 100);
    if (ready <= 0) {
      const std::lock_guard lock(mutex_);
      if (is_ending_ && std::chrono::steady_clock::now() >= give_up_time_) return false;
      continue;
    }
    const ssize_t written = ::write(descriptor_, text.data(), std::min(text.size(), kAtomicWrite));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;  // a closed pipe or a full disk; the service continues without a log
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace segue::service
