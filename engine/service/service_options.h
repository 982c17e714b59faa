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
  ParseOptions reading;                              ///< limits for sequences
  std::size_t max_message = 1u << 20;                ///< bytes of one rendered message
  std::size_t max_rendered = std::size_t{16} << 20;  ///< bytes of all messages in a response, shared among them
  std::uint64_t requests_a_minute = 0;      ///< per token, or per client if there are no tokens; 0 means no limit
  std::optional<Severity> refuse_findings;  ///< do not store sequences with findings of this level or above
  /// Called with what clients do not see: why a version could not be stored or read. Any thread may call it.
  std::function<void(std::string_view)> on_trouble = [](std::string_view) {};
};

}  // namespace segue::service
