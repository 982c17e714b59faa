// connection.cc: see connection.h.
//
// A Connection does one thing after another: it waits for a request, reads its headers, asks Admit, reads the body,
// asks the Handler, and writes the answer. A deadline belongs to each of these; a ticking timer looks whether it has
// passed, so that setting one costs nothing.

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

constexpr std::size_t kReadAtOnce = std::size_t{16} << 10;
constexpr std::size_t kMostDrained = std::size_t{32} << 20;  // of a body that nobody wants, so that its sender listens
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

/// What Beast lets through and two servers in a row could read as different requests.
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
    return problem(400, "expected no Transfer-Encoding but chunked");
  }
  if (request.version() == 10 && has_coding) return problem(400, "HTTP/1.0 has no Transfer-Encoding");
  if (request.version() == 11 && request.count(http::field::host) == 0) return problem(400, "expected a Host header");
  if (request.count(http::field::expect) > 0 && !beast::iequals(request[http::field::expect], "100-continue")) {
    return problem(417, "expected no Expect but 100-continue");
  }
  return std::nullopt;
}

/// The answer that is owed to one request; given once, from any thread, or 500 where it is forgotten.
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
  /// Nobody waits at the counter any more: the answer comes later, unless it is this one.
  std::optional<Response> take_immediate() {
    at_counter_ = std::thread::id();
    return std::move(paid_at_once_);
  }

 private:
  std::shared_ptr<Shared> shared_;
  std::weak_ptr<Connection> connection_;
  std::atomic<bool> is_complete_ = false;
  std::atomic<std::thread::id> at_counter_ = std::this_thread::get_id();  ///< who made it and has called the Handler
  std::optional<Response> paid_at_once_;
};

class HttpConnection final : public Connection {
 public:
  HttpConnection(Socket socket, std::shared_ptr<Shared> shared, bool is_turned_away)
      : socket_(std::move(socket)),
        timer_(socket_.get_executor()),
        shared_(std::move(shared)),
        is_turned_away_(is_turned_away),
        buffer_(shared_->options.header_bytes + kReadAtOnce) {
    const ServerOptions& options = shared_->options;
    const auto shortest = std::min({options.header_time, options.body_time, options.idle_time, options.write_time});
    tick_ = std::clamp<std::chrono::milliseconds>(shortest / 4, std::chrono::milliseconds(5), std::chrono::seconds(1));
  }

  ~HttpConnection() override {
    hold(0);
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
          problem(503, fmt::format("more than {} connections at once; try again", shared_->options.connections));
      response.headers.emplace_back("Retry-After", "1");
      return refuse(std::move(response));
    }
    await_request();
  }

  void stop() override {
    if (is_idle_) close();
  }

  void answer(Response response) override { write(std::move(response)); }

 private:
  /// For whoever calls back.
  std::shared_ptr<HttpConnection> self() { return std::static_pointer_cast<HttpConnection>(shared_from_this()); }

  // --- reading ----------------------------------------------------------------------------------------------------

  void await_request() {
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(shared_->options.header_bytes));
    parser_->body_limit(std::numeric_limits<std::uint64_t>::max());  // decided once the headers are known
    parser_->eager(false);
    request_ = {};
    head_ = {};
    is_judged_ = false;
    verdict_headers_.clear();
    if (buffer_.size() > 0) {  // the next request came with the last
      begin_request();
      return read_on();
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
    socket_.async_read_some(buffer_.prepare(std::min(kReadAtOnce, buffer_.max_size() - buffer_.size())),
                            [self = self()](error_code error, std::size_t size) { self->on_read(error, size); });
  }

  void on_read(error_code error, std::size_t size) {
    if (error) return on_read_end(error);
    buffer_.commit(size);
    if (is_idle_) begin_request();
    read_on();
  }

  /// The client has gone or sends no more, or its time is over.
  void on_read_end(error_code error) {
    if (is_idle_ || !socket_.is_open()) return close();
    if (error == asio::error::eof) return refuse(problem(400, "the request ended before it was whole"));
    if (!is_timed_out_) return close();
    is_timed_out_ = false;
    refuse(problem(408, is_judged_ ? "the body took too long" : "the headers took too long"));
  }

  /// Takes what there is of the request, and goes on from there.
  void read_on() {
    while (true) {
      // A chunk that ends is followed by five bytes at least, and Beast expects to see them together.
      if (is_judged_ && parser_->chunked() && buffer_.size() < 5) return read_more();
      if (!is_judged_ && is_folded()) return refuse(problem(400, "expected each header on a line of its own"));
      error_code error;
      const std::size_t taken = parser_->put(buffer_.data(), error);
      buffer_.consume(taken);
      if (is_judged_ && !hold(parser_->get().body().size())) {
        Response response = problem(503, "too many bodies are on their way at once; try again in a second");
        response.headers.emplace_back("Retry-After", "1");
        return refuse(std::move(response));
      }
      if (error == http::error::need_more) {
        if (buffer_.size() >= shared_->options.header_bytes + kReadAtOnce / 2) return refuse(too_large());
        return read_more();
      }
      if (error) return refuse(malformed(error));
      if (parser_->is_header_done() && !is_judged_) {
        is_judged_ = true;
        if (!judge()) return;
      }
      if (parser_->is_done()) return hand_over();
      if (buffer_.size() == 0) return read_more();
    }
  }

  /// Whether a header goes on in the next line, as none may any more (RFC 7230, 3.2.4): Beast would join them.
  [[nodiscard]] bool is_folded() const {
    std::string_view headers(static_cast<const char*>(buffer_.data().data()), buffer_.size());
    if (headers.starts_with("\r\n")) return false;  // their end, and behind it the body
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

  /// Looks at the headers; false where that was all, or where reading goes on later.
  bool judge() {
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
      static constexpr std::string_view kGoOn = "HTTP/1.1 100 Continue\r\n\r\n";
      asio::async_write(socket_, asio::buffer(kGoOn.data(), kGoOn.size()),
                        [self = self()](error_code error, std::size_t) {
                          if (error) return self->close();
                          self->read_more();
                        });
      return false;
    }
    return true;
  }

  /// Counts what the request's body holds among all bodies; false where that is too much.
  bool hold(std::size_t bytes) {
    const std::size_t before = std::exchange(held_, bytes);
    const std::size_t all = shared_->body_bytes += bytes - before;  // unsigned, and so right in either direction
    return bytes <= before || all <= shared_->options.all_body_bytes;
  }

  void hand_over() {
    deadline_ = Clock::time_point::max();  // how long it takes is the Handler's own matter
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

  /// Answers a request whose rest is not wanted; the connection ends with it.
  void refuse(Response response) {
    hold(0);
    if (parser_) parser_->get().body() = std::string();
    head_.keeps_alive = false;
    is_drained_ = true;
    write(std::move(response));
  }

  /// The head is put together here: as fields of Beast's it would be a piece of memory for each line.
  void write(Response response) {
    deadline_ = Clock::now() + shared_->options.write_time;
    head_.keeps_alive = head_.keeps_alive && !shared_->is_stopping;
    status_ = response.status;
    answer_head_.clear();
    fmt::format_to(std::back_inserter(answer_head_),
                   "HTTP/1.{} {} {}\r\nDate: {}\r\nContent-Type: {}\r\nX-Request-Id: {}\r\nContent-Length: {}\r\n",
                   head_.version % 10, response.status, status_text(response.status).reason, http_date(),
                   response.content_type, id_, response.body.size());
    append_to_head(response.headers);
    append_to_head(verdict_headers_);
    // What is usual is not said: HTTP/1.1 goes on, HTTP/1.0 ends.
    if (head_.keeps_alive != (head_.version >= 11)) {
      answer_head_ += head_.keeps_alive ? "Connection: keep-alive\r\n" : "Connection: close\r\n";
    }
    answer_head_ += "\r\n";
    answer_body_ = head_.method == "HEAD" ? std::string() : std::move(response.body);
    const std::array<asio::const_buffer, 2> answer = {asio::buffer(answer_head_), asio::buffer(answer_body_)};
    asio::async_write(socket_, answer, [self = self()](error_code error, std::size_t) { self->on_written(error); });
  }

  void append_to_head(const Headers& headers) {
    for (const auto& [name, value] : headers) {
      fmt::format_to(std::back_inserter(answer_head_), "{}: {}\r\n", name, value);
    }
  }

  void on_written(error_code error) {
    if (shared_->log != nullptr) {
      shared_->log->write({.id = id_,
                           .method = head_.method,
                           .target = head_.target,
                           .status = status_,
                           .bytes = answer_body_.size(),
                           .taken = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - started_),
                           .client = client_});
    }
    hold(0);
    if (error) return close();
    if (is_drained_) return drain();
    if (!head_.keeps_alive) return close();
    await_request();
  }

  // --- ending -----------------------------------------------------------------------------------------------------

  /// Takes off what is still being sent, for a while: a client that is closed upon while it sends may never see the
  /// answer.
  void drain() {
    error_code ignored;
    socket_.shutdown(Tcp::socket::shutdown_send, ignored);
    deadline_ = Clock::now() + kDrainTime;
    drain_more();
  }

  void drain_more() {
    buffer_.consume(buffer_.size());
    socket_.async_read_some(buffer_.prepare(kReadAtOnce), [self = self()](error_code error, std::size_t size) {
      self->drained_ += size;
      if (error || self->drained_ > kMostDrained) return self->close();
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
      // What has been read already is not cancelled; the next tick will meet what is read then.
      is_timed_out_ = true;
      error_code ignored;
      socket_.cancel(ignored);
    }
    tick();
  }

  /// What is needed of the headers once their parser has gone on.
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
  unsigned status_ = 0;  ///< of the answer
  std::string answer_head_;
  std::string answer_body_;
  std::string id_;
  Clock::time_point started_;
  Clock::time_point deadline_ = Clock::time_point::max();
  std::size_t held_ = 0;  ///< of all bodies' bytes
  std::size_t drained_ = 0;
  bool is_idle_ = false;
  bool is_judged_ = false;
  bool is_timed_out_ = false;
  bool is_drained_ = false;
};

void PendingResponse::complete(Response response) {
  if (is_complete_.exchange(true)) return;
  if (at_counter_ == std::this_thread::get_id()) {
    paid_at_once_ = std::move(response);
    return;
  }
  // Within the lock nothing that the io_context owns can go away. The connection is handed on at once: its end takes
  // the lock.
  const std::lock_guard lock(shared_->mutex);
  if (!shared_->is_open) return;
  auto connection = connection_.lock();
  if (!connection) return;
  const Strand strand = connection->strand();
  asio::post(strand, [connection = std::move(connection), response = std::move(response)]() mutable {
    connection->answer(std::move(response));
  });
}

}  // namespace

std::shared_ptr<Connection> Connection::make(Socket socket, std::shared_ptr<Shared> shared, bool is_turned_away) {
  return std::make_shared<HttpConnection>(std::move(socket), std::move(shared), is_turned_away);
}

}  // namespace segue::service
