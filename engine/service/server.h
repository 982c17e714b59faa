// server.h: HTTP/1.1 before a Handler: what a stranger may send, and for how long.
//
//   auto server = service::Server::listen({.address = "127.0.0.1", .port = 8080}, admit, handle, &log);
//   if (!server) return explain(server.errors());
//   (*server)->run();  // until SIGTERM or SIGINT
//
// Connections wait in the kernel and not in threads, so that a thousand slow clients cost their sockets alone. One
// request of a connection is read at a time. Whatever cannot be answered by the Handler is answered here in the shape
// of problem.h: malformed requests, those beyond a limit or a time, exceptions of the Handler.

#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "segue/result.h"
#include "service/access_log.h"
#include "service/exchange.h"

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

class Server {
 public:
  /// Listens; connections wait until run(). Refuses (code listen) an address that is none, is not this machine's, or is
  /// in use. `log` may be null; it must outlive the server.
  static Result<std::unique_ptr<Server>> listen(const ServerOptions& options, Admit admit, Handler handle,
                                                AccessLog* log);

  virtual ~Server() = default;

  /// The port it listens on.
  [[nodiscard]] virtual std::uint16_t port() const = 0;

  /// Serves until stop(), SIGTERM or SIGINT; then takes no more connections, answers the requests that have begun, and
  /// returns. A second signal ends it at once.
  virtual void run() = 0;

  /// May be called from any thread.
  virtual void stop() = 0;
};

}  // namespace segue::service
