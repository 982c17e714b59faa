// connection.h: a client of the server, on Boost.Beast and Asio. They are known here, in connection.cc and server.cc
// alone.

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

/// What connections share. It outlives the io_context, so that late answers find out that there is nobody left.
struct Shared {
  ServerOptions options;
  Admit admit;
  Handler handle;
  AccessLog* log = nullptr;
  std::string id_prefix;
  std::atomic<std::uint64_t> requests = 0;
  std::atomic<bool> is_stopping = false;
  std::atomic<std::size_t> body_bytes = 0;  ///< that requests under way hold

  std::mutex mutex;  // of what follows
  bool is_open = true;
  std::unordered_set<Connection*> connections;
  std::function<void()> on_last;  ///< once it is stopping and the last connection has gone
};

/// One client's connection, until either side ends it. It is on a strand of its own and keeps itself alive.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  /// One that is turned away is told 503 and closed.
  static std::shared_ptr<Connection> make(Socket socket, std::shared_ptr<Shared> shared, bool is_turned_away);

  virtual ~Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  [[nodiscard]] virtual Strand strand() = 0;

  // On that strand alone:

  virtual void begin() = 0;
  /// Closes where no request has begun; else the answer will be the last.
  virtual void stop() = 0;
  /// The Handler's answer.
  virtual void answer(Response response) = 0;

 protected:
  Connection() = default;
};

}  // namespace segue::service
