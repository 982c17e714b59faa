#include "service/timestamp.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

namespace segue::service {

std::string timestamp(std::chrono::system_clock::time_point time) {
  const auto whole = std::chrono::floor<std::chrono::seconds>(time);
  const auto rest = std::chrono::floor<std::chrono::milliseconds>(time - whole);
  // A busy service calls this many times per second, so the text of the second is cached.
  thread_local std::chrono::sys_seconds second;
  thread_local std::string text;
  if (text.empty() || whole != second) {
    second = whole;
    text = fmt::format("{:%Y-%m-%dT%H:%M:%S}", fmt::gmtime(std::chrono::system_clock::to_time_t(whole)));
  }
  return fmt::format("{}.{:03}Z", text, rest.count());
}

}  // namespace segue::service
