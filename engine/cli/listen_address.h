// listen_address.h: where a service listens, as a command line says it.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "segue/result.h"

namespace segue::cli {

struct ListenAddress {
  std::string address;  ///< an IP address
  std::uint16_t port = 0;

  /// Whether only this machine can reach it.
  [[nodiscard]] bool is_loopback() const { return address.starts_with("127.") || address == "::1"; }
  /// "http://127.0.0.1:8080"
  [[nodiscard]] std::string url() const;
};

/// Reads `127.0.0.1:8080`, `localhost:8080`, `[::1]:8080` or a port alone, which is loopback's.
Result<ListenAddress> read_listen_address(std::string_view text);

}  // namespace segue::cli
