// server_options.h: the address of a server, and its limits.

#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

namespace segue::service {

struct ServerOptions {
  std::string address = "127.0.0.1";  ///< an IP address of this machine
  std::uint16_t port = 8080;          ///< 0 picks a free port
  std::size_t threads = 1;
  std::size_t header_bytes = std::size_t{16} << 10;     ///< request line and headers; more is a 431
  std::size_t body_bytes = std::size_t{8} << 20;        ///< more is a 413, before it is read if Content-Length is given
  std::size_t all_body_bytes = std::size_t{256} << 20;  ///< all requests in flight together; more is a 503
  std::size_t connections = 4096;                       ///< open at a time; further ones get a 503 and are closed
  std::chrono::milliseconds header_time{10'000};        ///< from the first byte to the end of the headers; then a 408
  std::chrono::milliseconds body_time{30'000};          ///< for the body; then a 408
  std::chrono::milliseconds idle_time{60'000};          ///< between requests; then the connection is closed
  std::chrono::milliseconds write_time{30'000};         ///< for the client to read the response; then it is closed
  std::chrono::milliseconds stop_time{10'000};          ///< for requests in flight after stop()
};

}  // namespace segue::service
