// listen_address.h: the address and port that a server listens on.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "segue/result.h"

namespace segue::cli {

struct ListenAddress {
  std::string address;  ///< an IP address
  std::uint16_t port = 0;

  /// Whether it can be reached from this machine only.
  [[nodiscard]] bool is_loopback() const { return address.starts_with("127.") || address == "::1"; }
  /// "http://127.0.0.1:8080"
  [[nodiscard]] std::string url() const;
};

/// Parses `127.0.0.1:8080`, `localhost:8080` or `[::1]:8080`. Only a port means that port of 127.0.0.1.
Result<ListenAddress> read_listen_address(std::string_view text);

}  // namespace segue::cli
