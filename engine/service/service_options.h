// service_options.h: limits and policies of the service.

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

#include "segue/lint.h"
#include "segue/sequence.h"

namespace segue::service {

struct ServiceOptions {
  ParseOptions reading;                              ///< of sequences
  std::size_t max_message = 1u << 20;                ///< bytes of one rendered message
  std::size_t max_rendered = std::size_t{16} << 20;  ///< bytes of an answer's messages, shared out among them
  std::uint64_t requests_a_minute = 0;  ///< of each token, or of each client where there are none; 0: as many as come
  std::optional<Severity> refuse_findings;  ///< sequences with findings of that level or above are not stored
  /// Told what clients are not: why a version could not be stored or read. May be called from any thread.
  std::function<void(std::string_view)> on_trouble = [](std::string_view) {};
};

}  // namespace segue::service
