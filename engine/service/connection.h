// connection.h: a client's connection, on Boost.Beast and Asio. Only connection.{h,cc} and server.cc include them.

#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_set>

#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/strand.hpp>

#include "service/access_log.h"
#include "service/exchange.h"
#include "service/server_options.h"

namespace segue::service {

using Strand = boost::asio::strand<boost::asio::io_context::executor_type>;
using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, Strand>;

class Connection;

/// State shared by all connections. It outlives the io_context, so that a late response sees that the server is gone.
struct Shared {
  ServerOptions options;
  Admit admit;
  Handler handle;
  AccessLog* log = nullptr;
  std::string id_prefix;
  std::atomic<std::uint64_t> requests = 0;
  std::atomic<bool> is_stopping = false;
  std::atomic<std::size_t> body_bytes = 0;  ///< of all requests in flight

  std::mutex mutex;  // guards the members below
  bool is_open = true;
  std::unordered_set<Connection*> connections;
  std::function<void()> on_last;  ///< called when the server is stopping and the last connection is gone
};

/// One client's connection, until either side closes it. It has its own strand and keeps itself alive.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  /// A connection that is turned away gets a 503 and is closed.
  static std::shared_ptr<Connection> make(Socket socket, std::shared_ptr<Shared> shared, bool is_turned_away);

  virtual ~Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  [[nodiscard]] virtual Strand strand() = 0;

  // Only on that strand:

  virtual void begin() = 0;
  /// Closes the connection, after the response to the current request if there is one.
  virtual void stop() = 0;
  /// Sends the Handler's response.
  virtual void respond(Response response) = 0;

 protected:
  Connection() = default;
};

}  // namespace segue::service
