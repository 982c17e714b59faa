// access_log.h: one line of JSON per request, written by a separate thread so that no request waits for it.

#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

namespace segue::service {

/// What the log shows of a request: never its body, its headers, or the values in its query.
struct AccessLine {
  std::string_view id;
  std::string_view method;
  std::string_view target;
  unsigned status = 0;
  std::uint64_t bytes = 0;  ///< of the response's body
  std::chrono::microseconds taken{};
  std::string_view client;
};

/// A line of the log, with its line break.
std::string access_line(const AccessLine& line, std::chrono::system_clock::time_point now);
std::string trouble_line(std::string_view message, std::chrono::system_clock::time_point now);

/// Any thread may write to it.
class AccessLog {
 public:
  /// Writes to the descriptor, which stays open. When `max_pending` bytes are waiting to be written, further lines are
  /// dropped; their number is written once there is space again.
  explicit AccessLog(int descriptor, std::size_t max_pending = 1 << 20);
  /// Writes the pending lines, but gives up after a second if they are not read.
  ~AccessLog();
  AccessLog(const AccessLog&) = delete;
  AccessLog& operator=(const AccessLog&) = delete;

  void write(const AccessLine& line);
  /// Logs why something failed, which clients do not see.
  void trouble(std::string_view message);

 private:
  void push(std::string_view text);
  void run();
  bool write_all(std::string_view text);

  int descriptor_;
  std::size_t max_pending_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::string pending_;
  std::uint64_t dropped_ = 0;
  bool is_asleep_ = false;  ///< the thread waits for something to write
  bool is_ending_ = false;
  std::chrono::steady_clock::time_point give_up_time_{};
  std::thread thread_;
};

}  // namespace segue::service
