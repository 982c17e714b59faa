// server.h: an HTTP/1.1 server in front of a Handler, with limits on size and time.
//
//   auto server = service::Server::listen({.address = "127.0.0.1", .port = 8080}, admit, handle, &log);
//   if (!server) return explain(server.errors());
//   (*server)->run();  // until SIGTERM or SIGINT
//
// A waiting connection occupies no thread, so a thousand slow clients cost only their sockets. A connection reads one
// request at a time. The server itself responds, in the format of problem.h, to malformed requests, to requests that
// exceed a limit of size or time, and to exceptions of the Handler.

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
  /// Starts to listen; connections wait until run(). Fails (code listen) if the address is invalid, does not belong to
  /// this machine, or is in use. `log` may be null; it must outlive the server.
  static Result<std::unique_ptr<Server>> listen(const ServerOptions& options, Admit admit, Handler handle,
                                                AccessLog* log);

  virtual ~Server() = default;

  /// The port it listens on.
  [[nodiscard]] virtual std::uint16_t port() const = 0;

  /// Serves until stop(), SIGTERM or SIGINT. Then it accepts no more connections, finishes the requests in flight, and
  /// returns. A second signal ends the process immediately.
  virtual void run() = 0;

  /// Any thread may call it.
  virtual void stop() = 0;
};

}  // namespace segue::service
