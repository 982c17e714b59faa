// connection.cc: see connection.h.
//
// A Connection waits for a request, reads its headers, calls Admit, reads the body, calls the Handler, writes the
// response, and starts over. Each step has a deadline. A periodic timer checks the deadline, so that setting one costs
// nothing.

#include "service/connection.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <ctime>
#include <exception>
#include <iterator>
#include <limits>
#include <optional>
#include <string_view>
#include <thread>
#include <utility>

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <fmt/chrono.h>
#include <fmt/format.h>

#include "service/problem.h"

namespace segue::service {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using boost::system::error_code;
using Tcp = asio::ip::tcp;
using Clock = std::chrono::steady_clock;
using Timer = asio::basic_waitable_timer<Clock, asio::wait_traits<Clock>, Strand>;

constexpr std::size_t kReadSize = std::size_t{16} << 10;
constexpr std::size_t kMaxDrained = std::size_t{32} << 20;  // of a refused body, so that the client reads the response
constexpr std::chrono::seconds kDrainTime{2};

/// "Tue, 14 Nov 2023 22:13:20 GMT"
const std::string& http_date() {
  thread_local std::time_t second = 0;
  thread_local std::string text;
  const std::time_t now = std::time(nullptr);
  if (now != second) {
    second = now;
    text = fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT", fmt::gmtime(now));
  }
  return text;
}

std::string text_of(beast::string_view view) {
  return {view.data(), view.size()};
}

using Parser = http::request_parser<http::string_body>;
using Fields = http::request<http::string_body>;

/// Rejects requests that Beast accepts, but that a proxy could read as a different request (request smuggling).
std::optional<Response> ambiguity(const Fields& request) {
  for (const http::field name :
       {http::field::content_length, http::field::transfer_encoding, http::field::host, http::field::authorization,
        http::field::content_type, http::field::content_encoding, http::field::expect}) {
    if (request.count(name) > 1)
      return problem(400, fmt::format("expected the header {} once", text_of(to_string(name))));
  }
  const bool has_coding = request.count(http::field::transfer_encoding) > 0;
  if (has_coding && request.count(http::field::content_length) > 0) {
    return problem(400, "expected Content-Length or Transfer-Encoding, found both");
  }
  if (has_coding && !beast::iequals(request[http::field::transfer_encoding], "chunked")) {
    return problem(400, "expected Transfer-Encoding: chunked, or none");
  }
  if (request.version() == 10 && has_coding) return problem(400, "HTTP/1.0 has no Transfer-Encoding");
  if (request.version() == 11 && request.count(http::field::host) == 0) return problem(400, "expected a Host header");
  if (request.count(http::field::expect) > 0 && !beast::iequals(request[http::field::expect], "100-continue")) {
    return problem(417, "expected Expect: 100-continue, or none");
  }
  return std::nullopt;
}

/// The response that one request waits for. Any thread may complete it, once. If it is destroyed before, the client
/// gets a 500.
class PendingResponse {
 public:
  PendingResponse(std::shared_ptr<Shared> shared, std::weak_ptr<Connection> connection)
      : shared_(std::move(shared)), connection_(std::move(connection)) {}
  ~PendingResponse() {
    if (!is_complete_) complete(problem(500, "the request was not answered"));
  }
  PendingResponse(const PendingResponse&) = delete;
  PendingResponse& operator=(const PendingResponse&) = delete;

  void complete(Response response);
  /// Called when the Handler has returned: the response if the Handler gave it before it returned. Otherwise
  /// complete() will post it to the connection.
  std::optional<Response> take_immediate() {
    handler_thread_ = std::thread::id();
    return std::move(immediate_);
  }

 private:
  std::shared_ptr<Shared> shared_;
  std::weak_ptr<Connection> connection_;
  std::atomic<bool> is_complete_ = false;
  std::atomic<std::thread::id> handler_thread_ = std::this_thread::get_id();  ///< the thread that runs the Handler
  std::optional<Response> immediate_;
};

class HttpConnection final : public Connection {
 public:
  HttpConnection(Socket socket, std::shared_ptr<Shared> shared, bool is_turned_away)
      : socket_(std::move(socket)),
        timer_(socket_.get_executor()),
        shared_(std::move(shared)),
        is_turned_away_(is_turned_away),
        buffer_(shared_->options.header_bytes + kReadSize) {
    const ServerOptions& options = shared_->options;
    const auto shortest = std::min({options.header_time, options.body_time, options.idle_time, options.write_time});
    tick_ = std::clamp<std::chrono::milliseconds>(shortest / 4, std::chrono::milliseconds(5), std::chrono::seconds(1));
  }

  ~HttpConnection() override {
    count_body(0);
    std::function<void()> on_last;
    {
      const std::lock_guard lock(shared_->mutex);
      shared_->connections.erase(this);
      if (shared_->is_stopping && shared_->connections.empty()) on_last = shared_->on_last;
    }
    if (on_last) on_last();
  }
  HttpConnection(const HttpConnection&) = delete;
  HttpConnection& operator=(const HttpConnection&) = delete;

  [[nodiscard]] Strand strand() override { return socket_.get_executor(); }

  void begin() override {
    error_code ignored;
    socket_.set_option(Tcp::no_delay(true), ignored);
    const Tcp::endpoint peer = socket_.remote_endpoint(ignored);
    client_ = peer.address().to_string(ignored);
    tick();
    if (is_turned_away_) {
      begin_request();
      Response response =
          problem(503, fmt::format("more than {} open connections; try again", shared_->options.connections));
      response.headers.emplace_back("Retry-After", "1");
      return refuse(std::move(response));
    }
    await_request();
  }

  void stop() override {
    if (is_idle_) close();
  }

  void respond(Response response) override { write(std::move(response)); }

 private:
  /// Keeps the connection alive during an asynchronous operation.
  std::shared_ptr<HttpConnection> self() { return std::static_pointer_cast<HttpConnection>(shared_from_this()); }

  // --- reading ----------------------------------------------------------------------------------------------------

  void await_request() {
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(shared_->options.header_bytes));
    parser_->body_limit(std::numeric_limits<std::uint64_t>::max());  // set once the headers are known
    parser_->eager(false);
    request_ = {};
    head_ = {};
    are_headers_checked_ = false;
    verdict_headers_.clear();
    if (buffer_.size() > 0) {  // the next request arrived with the last
      begin_request();
      return parse_buffer();
    }
    if (shared_->is_stopping) return close();
    is_idle_ = true;
    deadline_ = Clock::now() + shared_->options.idle_time;
    read_more();
  }

  void begin_request() {
    is_idle_ = false;
    started_ = Clock::now();
    id_ = fmt::format("{}{:08x}", shared_->id_prefix, ++shared_->requests);
    deadline_ = started_ + shared_->options.header_time;
  }

  void read_more() {
    socket_.async_read_some(buffer_.prepare(std::min(kReadSize, buffer_.max_size() - buffer_.size())),
                            [self = self()](error_code error, std::size_t size) { self->on_read(error, size); });
  }

  void on_read(error_code error, std::size_t size) {
    if (error) return on_read_end(error);
    buffer_.commit(size);
    if (is_idle_) begin_request();
    parse_buffer();
  }

  /// The client closed the connection or its side of it, or a deadline passed.
  void on_read_end(error_code error) {
    if (is_idle_ || !socket_.is_open()) return close();
    if (error == asio::error::eof) return refuse(problem(400, "the connection was closed within the request"));
    if (!is_timed_out_) return close();
    is_timed_out_ = false;
    refuse(problem(408, are_headers_checked_ ? "the body took too long" : "the headers took too long"));
  }

  /// Parses the bytes in the buffer, and continues with the next step.
  void parse_buffer() {
    while (true) {
      // The end of a chunk is followed by at least five bytes, and Beast expects to see them together.
      if (are_headers_checked_ && parser_->chunked() && buffer_.size() < 5) return read_more();
      if (!are_headers_checked_ && is_folded()) return refuse(problem(400, "expected each header on one line"));
      error_code error;
      const std::size_t parsed = parser_->put(buffer_.data(), error);
      buffer_.consume(parsed);
      if (are_headers_checked_ && !count_body(parser_->get().body().size())) {
        Response response = problem(503, "the bodies of all requests together are too large; try again in a second");
        response.headers.emplace_back("Retry-After", "1");
        return refuse(std::move(response));
      }
      if (error == http::error::need_more) {
        if (buffer_.size() >= shared_->options.header_bytes + kReadSize / 2) return refuse(too_large());
        return read_more();
      }
      if (error) return refuse(malformed(error));
      if (parser_->is_header_done() && !are_headers_checked_) {
        are_headers_checked_ = true;
        if (!check_headers()) return;
      }
      if (parser_->is_done()) return call_handler();
      if (buffer_.size() == 0) return read_more();
    }
  }

  /// Whether a header continues on the next line, which RFC 7230, 3.2.4 forbids. Beast would join the lines.
  [[nodiscard]] bool is_folded() const {
    std::string_view headers(static_cast<const char*>(buffer_.data().data()), buffer_.size());
    if (headers.starts_with("\r\n")) return false;  // the end of the headers; the body follows
    headers = headers.substr(0, headers.find("\r\n\r\n"));
    return headers.find("\n ") != std::string_view::npos || headers.find("\n\t") != std::string_view::npos;
  }

  [[nodiscard]] Response too_large() const {
    return problem(431,
                   fmt::format("expected at most {} bytes of request line and headers", shared_->options.header_bytes));
  }

  [[nodiscard]] Response malformed(error_code error) const {
    if (error == http::error::header_limit || error == http::error::buffer_overflow) return too_large();
    if (error == http::error::body_limit) return too_long();
    if (error == http::error::bad_version) return problem(505, "expected HTTP/1.1 or HTTP/1.0");
    return problem(400, fmt::format("not HTTP: {}", error.message()));
  }

  [[nodiscard]] Response too_long() const {
    return problem(413, fmt::format("expected a body of at most {} bytes", shared_->options.body_bytes));
  }

  /// Checks the headers. Returns false if the request was refused, or if reading will continue later.
  bool check_headers() {
    const Fields& fields = parser_->get();
    request_.method = text_of(fields.method_string());
    request_.target = text_of(fields.target());
    request_.content_type = text_of(fields[http::field::content_type]);
    request_.content_encoding = text_of(fields[http::field::content_encoding]);
    request_.authorization = text_of(fields[http::field::authorization]);
    request_.client = client_;
    head_ = {.method = request_.method,
             .target = request_.target,
             .version = fields.version(),
             .keeps_alive = fields.keep_alive()};
    if (auto refusal = ambiguity(fields)) return refuse(*std::move(refusal)), false;
    Verdict verdict;
    try {
      verdict = shared_->admit(request_);
    } catch (const std::exception&) {
      return refuse(problem(500, "the request was not answered")), false;
    }
    verdict_headers_ = std::move(verdict.headers);
    const auto length = parser_->content_length();
    if (verdict.refusal) {
      const bool has_body = parser_->chunked() || (length && *length > 0);
      if (has_body) return refuse(*std::move(verdict.refusal)), false;
      return write(*std::move(verdict.refusal)), false;
    }
    if (length && *length > shared_->options.body_bytes) return refuse(too_long()), false;
    parser_->body_limit(shared_->options.body_bytes);
    parser_->eager(true);
    deadline_ = Clock::now() + shared_->options.body_time;
    if (!parser_->is_done() && buffer_.size() == 0 && fields.count(http::field::expect) > 0 && fields.version() >= 11) {
      static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
      asio::async_write(socket_, asio::buffer(kContinue.data(), kContinue.size()),
                        [self = self()](error_code error, std::size_t) {
                          if (error) return self->close();
                          self->read_more();
                        });
      return false;
    }
    return true;
  }

  /// Adds the size of this request's body to that of all bodies. Returns false if the sum is too large.
  bool count_body(std::size_t bytes) {
    const std::size_t before = std::exchange(body_bytes_, bytes);
    const std::size_t all = shared_->body_bytes += bytes - before;  // wraps around correctly if it shrinks
    return bytes <= before || all <= shared_->options.all_body_bytes;
  }

  void call_handler() {
    deadline_ = Clock::time_point::max();  // the Handler may take as long as it needs
    request_.body = std::move(parser_->get().body());
    const auto pending = std::make_shared<PendingResponse>(shared_, weak_from_this());
    try {
      shared_->handle(std::move(request_), [pending](Response response) { pending->complete(std::move(response)); });
    } catch (const std::exception&) {
      pending->complete(problem(500, "the request was not answered"));
    }
    if (auto response = pending->take_immediate()) write(*std::move(response));
  }

  // --- writing ----------------------------------------------------------------------------------------------------

  /// Responds without reading the rest of the request, and then closes the connection.
  void refuse(Response response) {
    count_body(0);
    if (parser_) parser_->get().body() = std::string();
    head_.keeps_alive = false;
    drains_ = true;
    write(std::move(response));
  }

  /// Formats the head here: Beast's fields would allocate memory for each line.
  void write(Response response) {
    deadline_ = Clock::now() + shared_->options.write_time;
    head_.keeps_alive = head_.keeps_alive && !shared_->is_stopping;
    status_ = response.status;
    response_head_.clear();
    fmt::format_to(std::back_inserter(response_head_),
                   "HTTP/1.{} {} {}\r\nDate: {}\r\nContent-Type: {}\r\nX-Request-Id: {}\r\nContent-Length: {}\r\n",
                   head_.version % 10, response.status, status_text(response.status).reason, http_date(),
                   response.content_type, id_, response.body.size());
    append_to_head(response.headers);
    append_to_head(verdict_headers_);
    // The default needs no header: HTTP/1.1 keeps the connection alive, HTTP/1.0 closes it.
    if (head_.keeps_alive != (head_.version >= 11)) {
      response_head_ += head_.keeps_alive ? "Connection: keep-alive\r\n" : "Connection: close\r\n";
    }
    response_head_ += "\r\n";
    response_body_ = head_.method == "HEAD" ? std::string() : std::move(response.body);
    const std::array<asio::const_buffer, 2> bytes = {asio::buffer(response_head_), asio::buffer(response_body_)};
    asio::async_write(socket_, bytes, [self = self()](error_code error, std::size_t) { self->on_written(error); });
  }

  void append_to_head(const Headers& headers) {
    for (const auto& [name, value] : headers) {
      fmt::format_to(std::back_inserter(response_head_), "{}: {}\r\n", name, value);
    }
  }

  void on_written(error_code error) {
    if (shared_->log != nullptr) {
      shared_->log->write({.id = id_,
                           .method = head_.method,
                           .target = head_.target,
                           .status = status_,
                           .bytes = response_body_.size(),
                           .taken = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - started_),
                           .client = client_});
    }
    count_body(0);
    if (error) return close();
    if (drains_) return drain();
    if (!head_.keeps_alive) return close();
    await_request();
  }

  // --- ending -----------------------------------------------------------------------------------------------------

  /// Reads and drops what the client still sends, for a while. If the connection were closed while the client sends, it
  /// might never see the response.
  void drain() {
    error_code ignored;
    socket_.shutdown(Tcp::socket::shutdown_send, ignored);
    deadline_ = Clock::now() + kDrainTime;
    drain_more();
  }

  void drain_more() {
    buffer_.consume(buffer_.size());
    socket_.async_read_some(buffer_.prepare(kReadSize), [self = self()](error_code error, std::size_t size) {
      self->drained_ += size;
      if (error || self->drained_ > kMaxDrained) return self->close();
      self->drain_more();
    });
  }

  void close() {
    error_code ignored;
    timer_.cancel(ignored);
    socket_.close(ignored);
  }

  void tick() {
    timer_.expires_after(tick_);
    timer_.async_wait([self = self()](error_code error) {
      if (!error && self->socket_.is_open()) self->on_tick();
    });
  }

  void on_tick() {
    if (Clock::now() >= deadline_) {
      // This does not cancel a read that has already completed; the next tick cancels the one that follows.
      is_timed_out_ = true;
      error_code ignored;
      socket_.cancel(ignored);
    }
    tick();
  }

  /// The parts of the headers that are needed after parsing.
  struct Head {
    std::string method = "-";
    std::string target = "-";
    unsigned version = 11;
    bool keeps_alive = false;
  };

  Socket socket_;
  Timer timer_;
  std::shared_ptr<Shared> shared_;
  bool is_turned_away_;
  std::chrono::milliseconds tick_;
  std::string client_;
  beast::flat_buffer buffer_;
  std::optional<Parser> parser_;
  Request request_;
  Head head_;
  Headers verdict_headers_;
  unsigned status_ = 0;  ///< of the response
  std::string response_head_;
  std::string response_body_;
  std::string id_;
  Clock::time_point started_;
  Clock::time_point deadline_ = Clock::time_point::max();
  std::size_t body_bytes_ = 0;  ///< this request's share of Shared::body_bytes
  std::size_t drained_ = 0;
  bool is_idle_ = false;
  bool are_headers_checked_ = false;
  bool is_timed_out_ = false;
  bool drains_ = false;  ///< after the response
};

void PendingResponse::complete(Response response) {
  if (is_complete_.exchange(true)) return;
  if (handler_thread_ == std::this_thread::get_id()) {
    immediate_ = std::move(response);
    return;
  }
  // While the lock is held, the io_context and what it owns stay alive. The connection is moved into the posted
  // function, since its destructor takes the lock.
  const std::lock_guard lock(shared_->mutex);
  if (!shared_->is_open) return;
  auto connection = connection_.lock();
  if (!connection) return;
  const Strand strand = connection->strand();
  asio::post(strand, [connection = std::move(connection), response = std::move(response)]() mutable {
    connection->respond(std::move(response));
  });
}

}  // namespace

std::shared_ptr<Connection> Connection::make(Socket socket, std::shared_ptr<Shared> shared, bool is_turned_away) {
  return std::make_shared<HttpConnection>(std::move(socket), std::move(shared), is_turned_away);
}

}  // namespace segue::service
