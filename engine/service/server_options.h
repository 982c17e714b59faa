// server_options.h: where a server listens, and what a client may send.

#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

namespace segue::service {

struct ServerOptions {
  std::string address = "127.0.0.1";  ///< an IP address of this machine
  std::uint16_t port = 8080;          ///< 0: one that is free
  std::size_t threads = 1;
  std::size_t header_bytes = std::size_t{16} << 10;     ///< of request line and headers; more: 431
  std::size_t body_bytes = std::size_t{8} << 20;        ///< more: 413, before it is read where the length is told
  std::size_t all_body_bytes = std::size_t{256} << 20;  ///< of the requests under way together; more: 503
  std::size_t connections = 4096;                       ///< at once; further ones are told 503 and closed
  std::chrono::milliseconds header_time{10'000};        ///< from the first byte to the last of the headers; more: 408
  std::chrono::milliseconds body_time{30'000};          ///< for the body; more: 408
  std::chrono::milliseconds idle_time{60'000};          ///< between requests of a connection; then it is closed
  std::chrono::milliseconds write_time{30'000};         ///< for a client to take an answer; then it is closed
  std::chrono::milliseconds stop_time{10'000};          ///< for requests in flight once it is to stop
};

}  // namespace segue::service
