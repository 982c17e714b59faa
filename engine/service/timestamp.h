// timestamp.h: formats times for the log and the store.

#pragma once

#include <chrono>
#include <string>

namespace segue::service {

/// UTC in RFC 3339 format, with milliseconds: 2026-01-31T09:30:00.125Z
std::string timestamp(std::chrono::system_clock::time_point time);

}  // namespace segue::service
