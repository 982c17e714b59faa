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
constexpr std::size_t kPiece = 4096;             // PIPE_BUF: a pipe that has room at all takes so much without waiting

constexpr std::string_view kHidden = "…";

/// The path as far as it is one of ours, and whether there is a query: what a client put into the wrong place may be
/// its token.
std::string public_part(std::string_view target) {
  const Target parts = split_target(target);
  const Route route = find_route({}, parts.path);  // whichever the method
  if (route.allow.empty()) return std::string(kHidden);
  std::string text(parts.path);
  if (!route.campaign.empty() && !is_campaign_id(route.campaign)) {
    const auto begin = static_cast<std::size_t>(route.campaign.data() - parts.path.data());
    text.replace(begin, route.campaign.size(), kHidden);
  }
  if (!parts.query.empty()) text += "?…";
  return text;
}

/// Likewise.
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

AccessLog::AccessLog(int descriptor, std::size_t most_waiting)
    : descriptor_(descriptor), most_waiting_(most_waiting), thread_([this] { run(); }) {}

AccessLog::~AccessLog() {
  {
    const std::lock_guard lock(mutex_);
    ends_ = true;
    gives_up_ = std::chrono::steady_clock::now() + std::chrono::seconds(1);
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
  if (waiting_.size() + text.size() > most_waiting_) {
    ++dropped_;
    return;
  }
  if (dropped_ > 0) waiting_ += fmt::format("{{\"dropped\":{}}}\n", dropped_);
  dropped_ = 0;
  waiting_ += text;
  if (is_asleep_) changed_.notify_one();
}

void AccessLog::run() {
  std::string text;
  std::unique_lock lock(mutex_);
  while (true) {
    is_asleep_ = true;
    changed_.wait(lock, [&] { return ends_ || !waiting_.empty(); });
    is_asleep_ = false;
    if (waiting_.empty()) return;
    text.clear();
    text.swap(waiting_);
    lock.unlock();
    const bool is_written = write_all(text);
    lock.lock();
    if (!is_written && ends_) return;
    changed_.wait_for(lock, kPause, [&] { return ends_; });
  }
}

// A pipe is written to only where it has room, so that the end need not wait for a reader who does not read.
bool AccessLog::write_all(std::string_view text) {
  while (!text.empty()) {
    pollfd room{.fd = descriptor_, .events = POLLOUT, .revents = 0};
    const int ready = ::poll(&room, 1, 100);
    if (ready <= 0) {
      const std::lock_guard lock(mutex_);
      if (ends_ && std::chrono::steady_clock::now() >= gives_up_) return false;
      continue;
    }
    const ssize_t written = ::write(descriptor_, text.data(), std::min(text.size(), kPiece));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;  // a closed pipe or a full disk; the service goes on without its log
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace segue::service
