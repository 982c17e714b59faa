// timestamp.h: times as the log and the store write them.

#pragma once

#include <chrono>
#include <string>

namespace segue::service {

/// In UTC, as RFC 3339 writes it, to the millisecond: 2026-01-31T09:30:00.125Z
std::string timestamp(std::chrono::system_clock::time_point time);

}  // namespace segue::service
