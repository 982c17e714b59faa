// access_log.h: one line of JSON for each request, written by a thread of its own so that no request waits for it.

#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

namespace segue::service {

/// What is told of a request. Never its body, its headers, or the values of its query.
struct AccessLine {
  std::string_view id;
  std::string_view method;
  std::string_view target;
  unsigned status = 0;
  std::uint64_t bytes = 0;  ///< of the answer's body
  std::chrono::microseconds taken{};
  std::string_view client;
};

/// A line as it is written, its line break included.
std::string access_line(const AccessLine& line, std::chrono::system_clock::time_point now);
std::string trouble_line(std::string_view message, std::chrono::system_clock::time_point now);

/// May be written to from any thread.
class AccessLog {
 public:
  /// Writes to the descriptor, which stays open. Lines that nobody takes off it are dropped beyond `most_waiting`
  /// bytes, and their number is told once there is room again.
  explicit AccessLog(int descriptor, std::size_t most_waiting = 1 << 20);
  /// Writes what waits; where nobody reads it, not for longer than a second.
  ~AccessLog();
  AccessLog(const AccessLog&) = delete;
  AccessLog& operator=(const AccessLog&) = delete;

  void write(const AccessLine& line);
  /// What clients are not told: why something could not be done.
  void trouble(std::string_view message);

 private:
  void push(std::string_view text);
  void run();
  bool write_all(std::string_view text);

  int descriptor_;
  std::size_t most_waiting_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::string waiting_;
  std::uint64_t dropped_ = 0;
  bool is_asleep_ = false;  ///< the thread, until there is something to write
  bool ends_ = false;
  std::chrono::steady_clock::time_point gives_up_{};
  std::thread thread_;
};

}  // namespace segue::service
