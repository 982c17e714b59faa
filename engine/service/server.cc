// server.cc: listens, accepts connections, and stops. Connections themselves are in connection.cc.

#include "service/server.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <fmt/format.h>

#include "service/connection.h"
#include "service/secret.h"

namespace segue::service {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using Tcp = asio::ip::tcp;
using Clock = std::chrono::steady_clock;
using Timer = asio::basic_waitable_timer<Clock, asio::wait_traits<Clock>, Strand>;
using Acceptor = asio::basic_socket_acceptor<Tcp, Strand>;
using Signals = asio::basic_signal_set<Strand>;

constexpr std::size_t kMaxTurnedAway = 64;  // connections beyond the limit that get a 503 at the same time

class BeastServer final : public Server {
 public:
  BeastServer(std::shared_ptr<Shared> shared, const Tcp::endpoint& endpoint)
      : shared_(std::move(shared)),
        io_(static_cast<int>(shared_->options.threads)),
        strand_(asio::make_strand(io_)),
        acceptor_(strand_, endpoint),
        accept_again_(strand_),
        stop_timer_(strand_),
        port_(acceptor_.local_endpoint().port()) {
    shared_->on_last = [this] { asio::post(strand_, [this] { stop_timer_.cancel(); }); };
  }

  ~BeastServer() override {
    const std::lock_guard lock(shared_->mutex);
    shared_->is_open = false;
    shared_->on_last = nullptr;
  }

  [[nodiscard]] std::uint16_t port() const override { return port_; }

  void run() override {
    Signals signals(strand_, SIGTERM, SIGINT);
    signals.async_wait([&](error_code error, int) {
      signals.clear();  // a second signal has its default action
      if (!error) begin_stop();
    });
    on_end_ = [&] { signals.cancel(); };
    asio::post(strand_, [this] { accept(); });
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < shared_->options.threads; ++i) others.emplace_back([this] { work(); });
    work();
    others.clear();  // joined
    on_end_ = nullptr;
    {
      const std::lock_guard lock(shared_->mutex);
      shared_->is_open = false;
    }
  }

  void stop() override {
    asio::post(strand_, [this] { begin_stop(); });
  }

 private:
  /// Runs until there is nothing left to do. An exception means out of memory, and ends only the connection it is from.
  void work() {
    while (true) {
      try {
        io_.run();
        return;
      } catch (const std::exception&) {
        continue;
      }
    }
  }

  void accept() {
    if (!acceptor_.is_open()) return;
    acceptor_.async_accept(asio::make_strand(io_), [this](error_code error, Socket socket) {
      if (!acceptor_.is_open()) return;
      if (error) {
        // For example, out of descriptors. Open connections continue; try again soon, new ones wait in the kernel.
        accept_again_.expires_after(std::chrono::milliseconds(100));
        accept_again_.async_wait([this](error_code cancelled) {
          if (!cancelled) accept();
        });
        return;
      }
      open_connection(std::move(socket));
      accept();
    });
  }

  void open_connection(Socket socket) {
    std::shared_ptr<Connection> connection;
    {
      const std::lock_guard lock(shared_->mutex);
      const std::size_t open = shared_->connections.size();
      if (open >= shared_->options.connections + kMaxTurnedAway) return;
      connection = Connection::make(std::move(socket), shared_, open >= shared_->options.connections);
      shared_->connections.insert(connection.get());
    }
    const Strand strand = connection->strand();
    asio::dispatch(strand, [connection = std::move(connection)] { connection->begin(); });
  }

  void begin_stop() {
    if (shared_->is_stopping.exchange(true)) return;
    error_code ignored;
    acceptor_.close(ignored);
    accept_again_.cancel();
    if (on_end_) on_end_();
    const std::lock_guard lock(shared_->mutex);
    if (shared_->connections.empty()) return;
    for (Connection* connection : shared_->connections) {
      const Strand strand = connection->strand();
      asio::post(strand, [weak = connection->weak_from_this()] {
        if (const auto strong = weak.lock()) strong->stop();
      });
    }
    stop_timer_.expires_after(shared_->options.stop_time);
    stop_timer_.async_wait([this](error_code error) {
      if (!error) io_.stop();
    });
  }

  std::shared_ptr<Shared> shared_;
  asio::io_context io_;
  Strand strand_;  ///< of the members below
  Acceptor acceptor_;
  Timer accept_again_;
  Timer stop_timer_;
  std::uint16_t port_;
  std::function<void()> on_end_;
};

Error cannot_listen(const ServerOptions& options, const std::string& why) {
  return {.code = "listen",
          .name = "listen",
          .message = fmt::format("cannot listen on {} port {}: {}", options.address, options.port, why),
          .pointer = {},
          .range = {}};
}

}  // namespace

Result<std::unique_ptr<Server>> Server::listen(const ServerOptions& options, Admit admit, Handler handle,
                                               AccessLog* log) {
  error_code error;
  const auto address = asio::ip::make_address(options.address, error);
  if (error) return cannot_listen(options, "expected an IP address of this machine");
  auto shared = std::make_shared<Shared>();
  shared->options = options;
  shared->options.threads = std::max<std::size_t>(options.threads, 1);
  shared->admit = std::move(admit);
  shared->handle = std::move(handle);
  shared->log = log;
  shared->id_prefix = random_ids(1).front().substr(0, 12);
  try {
    return std::unique_ptr<Server>(std::make_unique<BeastServer>(shared, Tcp::endpoint(address, options.port)));
  } catch (const boost::system::system_error& failure) {
    if (failure.code() == asio::error::address_in_use) {
      return cannot_listen(options, "it is in use; stop the program that listens there, or choose another port");
    }
    return cannot_listen(options, failure.code().message());
  }
}

}  // namespace segue::service
