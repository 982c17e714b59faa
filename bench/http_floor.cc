// http_floor.cc: what the service's HTTP library does at best: Boost.Beast answering every request with one constant
// body.
//
//   http_floor BYTES THREADS
//
// Reads a request, writes the answer, and knows nothing else: no limits, no times, no log. It tells its port on
// standard output and runs until it is killed.

#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/strand.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using Strand = asio::strand<asio::io_context::executor_type>;
using Socket = asio::basic_stream_socket<asio::ip::tcp, Strand>;

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(Socket socket, const std::string& body) : socket_(std::move(socket)), body_(body) {}

  void read() {
    request_ = {};
    http::async_read(socket_, buffer_, request_, [self = shared_from_this()](auto error, std::size_t) {
      if (!error) self->write();
    });
  }

 private:
  void write() {
    response_ = {http::status::ok, request_.version()};
    response_.set(http::field::content_type, "application/json");
    response_.keep_alive(request_.keep_alive());
    response_.body() = body_;
    response_.prepare_payload();
    http::async_write(socket_, response_, [self = shared_from_this()](auto error, std::size_t) {
      if (!error && self->request_.keep_alive()) self->read();
    });
  }

  Socket socket_;
  const std::string& body_;
  boost::beast::flat_buffer buffer_;
  http::request<http::string_body> request_;
  http::response<http::string_body> response_;
};

class Floor {
 public:
  explicit Floor(std::size_t bytes) : body_(bytes, 'x'), acceptor_(io_, {asio::ip::make_address("127.0.0.1"), 0}) {
    std::cout << acceptor_.local_endpoint().port() << std::endl;
    accept();
  }
  void run() { io_.run(); }

 private:
  void accept() {
    acceptor_.async_accept(asio::make_strand(io_), [this](auto error, Socket socket) {
      if (error) return;
      socket.set_option(asio::ip::tcp::no_delay(true));
      std::make_shared<Connection>(std::move(socket), body_)->read();
      accept();
    });
  }

  std::string body_;
  asio::io_context io_;
  asio::ip::tcp::acceptor acceptor_;
};

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) return 2;
  Floor floor(std::strtoul(arguments[1], nullptr, 10));
  std::vector<std::thread> threads;
  for (unsigned long i = 0; i < std::strtoul(arguments[2], nullptr, 10); ++i)
    threads.emplace_back([&] { floor.run(); });
  for (std::thread& thread : threads) thread.join();
}
