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

#include <cstdint>
#include <memory>

#include "segue/result.h"
#include "service/access_log.h"
#include "service/exchange.h"
#include "service/server_options.h"

namespace segue::service {

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
