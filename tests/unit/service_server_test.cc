// The server, asked by raw sockets: what it takes, what it refuses, and when its patience ends.

#include <atomic>
#include <chrono>
#include <csignal>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "service/problem.h"
#include "service/secret.h"
#include "service/server.h"

using namespace segue;
using namespace segue::service;
using namespace std::chrono_literals;

namespace {

constexpr auto kPatience = 20s;  // of a test, on a machine that is busy

/// A connection of a client's.
class Client {
 public:
  explicit Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    is_connected_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  }
  ~Client() { ::close(socket_); }
  Client(Client&& other) noexcept : socket_(std::exchange(other.socket_, -1)), is_connected_(other.is_connected_) {}
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  [[nodiscard]] bool is_connected() const { return is_connected_; }

  bool send(std::string_view text) const {
    while (!text.empty()) {
      const ssize_t sent = ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      text.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }
  /// No more will come.
  void finish() const { ::shutdown(socket_, SHUT_WR); }

  /// What comes until `is_enough` says so or the server closes.
  std::string read(const std::function<bool(const std::string&)>& is_enough) const {
    std::string text;
    const auto end = std::chrono::steady_clock::now() + kPatience;
    while (!is_enough(text) && std::chrono::steady_clock::now() < end) {
      pollfd one{.fd = socket_, .events = POLLIN, .revents = 0};
      if (::poll(&one, 1, 100) <= 0) continue;
      char room[4096];
      const ssize_t size = ::recv(socket_, room, sizeof room, 0);
      if (size <= 0) return text;
      text.append(room, static_cast<std::size_t>(size));
    }
    return text;
  }
  std::string read_to_end() const {
    return read([](const std::string&) { return false; });
  }
  /// So many answers, each of whose bodies ends in `.`.
  std::string read_answers(std::size_t count) const {
    return read([=](const std::string& text) { return answers_in(text) == count; });
  }
  static std::size_t answers_in(const std::string& text) {
    std::size_t count = 0;
    for (const char c : text) count += c == '$';
    return count;
  }

 private:
  int socket_;
  bool is_connected_ = false;
};

/// A server on a thread of its own, which answers `METHOD TARGET BODY$`.
class Served {
 public:
  explicit Served(ServerOptions options = {}, Handler handle = {}, Admit admit = {}) {
    REQUIRE(prepare_secrets());
    options.port = 0;
    options.threads = 2;
    if (!handle) {
      handle = [](const Request& request, const Respond& respond) {
        respond({.body = request.method + " " + request.target + " " + request.body + "$"});
      };
    }
    if (!admit) admit = [](const Request&) { return Verdict(); };
    auto server = Server::listen(options, std::move(admit), std::move(handle), nullptr);
    REQUIRE(server);
    server_ = *std::move(server);
    thread_ = std::thread([this] { server_->run(); });
  }
  ~Served() { end(); }
  void end() {
    if (!thread_.joinable()) return;
    server_->stop();
    thread_.join();
  }
  [[nodiscard]] Client client() const { return Client(server_->port()); }
  [[nodiscard]] Server& server() const { return *server_; }

  /// All that is answered to these bytes, after which no more come.
  [[nodiscard]] std::string answer_to(std::string_view bytes) const {
    const Client one = client();
    REQUIRE(one.is_connected());
    one.send(bytes);
    one.finish();
    return one.read_to_end();
  }

 private:
  std::unique_ptr<Server> server_;
  std::thread thread_;
};

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

std::string status_of(const std::string& answer) {
  return answer.size() < 12 ? answer : answer.substr(9, 3);
}

}  // namespace

TEST_CASE("requests of one connection are answered in their order, also when they come at once") {
  const Served served;
  const Client client = served.client();
  std::string requests;
  for (int i = 0; i < 50; ++i) {
    requests += "PUT /" + std::to_string(i) + " HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nab";
  }
  client.send(requests);
  const std::string answers = client.read_answers(50);
  std::size_t at = 0;
  for (int i = 0; i < 50; ++i) {
    at = answers.find("PUT /" + std::to_string(i) + " ab$", at);
    REQUIRE(at != std::string::npos);
  }
  CHECK(has(answers, "\r\nX-Request-Id: "));
  CHECK(has(answers, "\r\nDate: "));
  CHECK(has(answers, " GMT\r\n"));
}

TEST_CASE("a request may come a byte at a time") {
  const Served served;
  const Client client = served.client();
  for (const char byte :
       std::string("PUT /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n")) {
    REQUIRE(client.send({&byte, 1}));
  }
  CHECK(has(client.read_answers(1), "PUT /a hi$"));
}

TEST_CASE("a body of indented lines is no folded header, also where the end of the headers comes with it") {
  const Served served;
  const Client client = served.client();
  client.send("PUT /a HTTP/1.1\r\nHost: x\r\nContent-Length: 7\r\n");
  std::this_thread::sleep_for(50ms);
  client.send("\r\n{\n\n  }\n");
  CHECK(has(client.read_answers(1), "PUT /a {\n\n  }\n$"));
}

TEST_CASE("the end of a chunked body may come in pieces") {
  const Served served;
  const Client client = served.client();
  for (const char* part :
       {"PUT /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n", "2\r\nhi\r", "\n0\r\n", "\r"}) {
    client.send(part);
    std::this_thread::sleep_for(30ms);
  }
  client.send("\n");
  CHECK(has(client.read_answers(1), "PUT /a hi$"));
}

TEST_CASE("HEAD has the length of a body and none, and HTTP/1.0 ends with its answer") {
  const Served served;
  const std::string head = served.answer_to("HEAD /a HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(has(head, "\r\nContent-Length: 9\r\n"));
  CHECK(head.ends_with("\r\n\r\n"));
  const Client old = served.client();
  old.send("GET /a HTTP/1.0\r\n\r\n");
  const std::string answer = old.read_to_end();
  CHECK(answer.starts_with("HTTP/1.0 200"));
  CHECK(answer.ends_with("GET /a $"));
  const Client last = served.client();
  last.send("GET /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  CHECK(has(last.read_to_end(), "\r\nConnection: close\r\n"));
}

TEST_CASE("what is not HTTP, or could be read in two ways, is refused and the connection ends") {
  const Served served;
  const std::pair<std::string, std::string> cases[] = {
      {"garbage\r\n\r\n", "400"},
      {"\x16\x03\x01\x02", "400"},
      {"GET / HTTP/2.0\r\n\r\n", "505"},
      {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "505"},
      {"GET / HTTP/1.1\r\n\r\n", "400"},
      {"GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", "400"},
      {"GET / HTTP/1.1\r\nHost : x\r\n\r\n", "400"},
      {"GET / HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\n\r\n", "400"},
      {"PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding:\r\n\tchunked\r\n\r\n0\r\n\r\n", "400"},
      {"GET / HTTP/1.1\r\nHost: x\r\nNo colon\r\n\r\n", "400"},
      {"GET / HTTP/1.1\r\nHost: x\r\nA: b\rc\r\n\r\n", "400"},
      {"GET  / HTTP/1.1\r\nHost: x\r\n\r\n", "400"},
      {"PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", "400"},
      {"PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 1, 2\r\n\r\nab", "400"},
      {"PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", "400"},
      {"PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: +1\r\n\r\na", "400"},
      {"PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n", "400"},
      {"PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400"},
      {"PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n0\r\n\r\n", "400"},
      {"PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n", "400"},
      {"PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n", "400"},
      {"PUT / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400"},
      {"PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "400"},
      {"PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n", "400"},
      {"PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n", "400"},
      {"PUT / HTTP/1.1\r\nHost: x\r\nExpect: magic\r\nContent-Length: 1\r\n\r\na", "417"},
  };
  for (const auto& one : cases) {
    const std::string& bytes = one.first;
    const std::string& status = one.second;
    CAPTURE(bytes);
    const std::string answer = served.answer_to(bytes);
    CHECK(status_of(answer) == status);
    CHECK(has(answer, "\r\nConnection: close\r\n") == answer.starts_with("HTTP/1.1"));
    CHECK(has(answer, "{\"error\":{\"code\":\""));
    CHECK(Client::answers_in(answer) == 0);
  }
  const std::string zero = served.answer_to(std::string("GET / HTTP/1.1\r\nHost: x\r\nA: b\0c\r\n\r\n", 35));
  CHECK(status_of(zero) == "400");
  CHECK(has(served.answer_to("GET /b HTTP/1.1\r\nHost: x\r\n\r\n"), "GET /b $"));  // and it goes on
}

TEST_CASE("headers and bodies beyond their limits are refused, told or not how long they are") {
  const Served served({.header_bytes = 1000, .body_bytes = 100});
  const std::string start = "PUT / HTTP/1.1\r\nHost: x\r\n";
  CHECK(status_of(served.answer_to(start + "A: " + std::string(1100, 'a') + "\r\n\r\n")) == "431");
  CHECK(status_of(served.answer_to("GET /" + std::string(60'000, 'a') + " HTTP/1.1\r\n")) == "431");
  const std::string body(101, 'b');
  CHECK(status_of(served.answer_to(start + "Content-Length: 100\r\n\r\n" + body.substr(1))) == "200");
  // Before it is sent, and without it.
  const Client client = served.client();
  client.send(start + "Content-Length: 101\r\n\r\n");
  CHECK(status_of(client.read([](const std::string& text) { return text.ends_with("}\n"); })) == "413");
  CHECK(status_of(served.answer_to(start + "Transfer-Encoding: chunked\r\n\r\n65\r\n" + body + "\r\n0\r\n\r\n")) ==
        "413");
  CHECK(status_of(served.answer_to(start + "Transfer-Encoding: chunked\r\n\r\n64\r\n" + body.substr(1) +
                                   "\r\n0\r\n\r\n")) == "200");
  // One who sends on and on sees the answer all the same.
  const Client endless = served.client();
  endless.send(start + "Content-Length: 100000\r\n\r\n" + std::string(100'000, 'b'));
  CHECK(status_of(endless.read_to_end()) == "413");
}

TEST_CASE("a client that waits to be asked for its body is asked, unless nobody wants it") {
  Admit admit = [](const Request& request) {
    Verdict verdict{.refusal = {}, .headers = {{"X-Seen", "yes"}}};
    if (request.target == "/no") verdict.refusal = problem(401, "no");
    return verdict;
  };
  const Served served({}, {}, admit);
  const auto ask = [&](const std::string& target) {
    Client client = served.client();
    client.send("PUT " + target + " HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    return client;
  };
  const Client welcome = ask("/yes");
  CHECK(welcome.read([](const std::string& text) { return text.ends_with("\r\n\r\n"); }) ==
        "HTTP/1.1 100 Continue\r\n\r\n");
  welcome.send("ab");
  const std::string answer = welcome.read_answers(1);
  CHECK(has(answer, "PUT /yes ab$"));
  CHECK(has(answer, "\r\nX-Seen: yes\r\n"));
  const std::string refusal = ask("/no").read_to_end();
  CHECK(status_of(refusal) == "401");
  CHECK(has(refusal, "\r\nX-Seen: yes\r\n"));
  CHECK_FALSE(has(refusal, "100 Continue"));
}

TEST_CASE("slow clients are waited for so long and no longer") {
  const Served served({.header_time = 300ms, .body_time = 300ms, .idle_time = 300ms});
  const Client silent = served.client();
  const Client half_header = served.client();
  const Client half_body = served.client();
  half_header.send("GET / HTTP/1.1\r\nHost");
  half_body.send("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf");
  CHECK(silent.read_to_end().empty());
  CHECK(status_of(half_header.read_to_end()) == "408");
  CHECK(status_of(half_body.read_to_end()) == "408");
  const Client kept = served.client();
  kept.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(has(kept.read_to_end(), "GET /a $"));  // and then it is idle
}

TEST_CASE("one who trickles bytes does not put the end off") {
  const Served served({.header_time = 500ms});
  const Client client = served.client();
  client.send("GET / HTTP/1.1\r\nHost: x\r\nA: ");
  const auto start = std::chrono::steady_clock::now();
  while (client.send("a") && std::chrono::steady_clock::now() - start < kPatience) std::this_thread::sleep_for(50ms);
  CHECK(std::chrono::steady_clock::now() - start < kPatience);
}

TEST_CASE("many who trickle bytes are all let go in time") {
  const Served served({.header_time = 300ms});
  std::vector<Client> clients;
  for (int i = 0; i < 50; ++i) clients.push_back(served.client());
  const auto end = std::chrono::steady_clock::now() + kPatience;
  std::size_t open = clients.size();
  while (open > 0 && std::chrono::steady_clock::now() < end) {
    open = 0;
    for (const Client& client : clients) open += client.send("G") ? 1u : 0u;
  }
  CHECK(open == 0);
}

TEST_CASE("bodies under way have a bound together, and room again once they have gone") {
  const Served served({.body_bytes = 1000, .all_body_bytes = 1500});
  const std::string start = "PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n";
  // Of two that come at the same time one is too many, whichever is read later; unless the first has gone by then.
  std::string refusal;
  const auto last = std::chrono::steady_clock::now() + kPatience;
  while (status_of(refusal) != "503" && std::chrono::steady_clock::now() < last) {
    const Client two[] = {served.client(), served.client()};
    for (const Client& client : two) client.send(start + std::string(900, 'a'));
    std::this_thread::sleep_for(20ms);
    for (const Client& client : two) client.finish();
    for (const Client& client : two) {
      const std::string answer = client.read_to_end();
      if (status_of(answer) == "503") refusal = answer;
    }
  }
  CHECK(status_of(refusal) == "503");
  CHECK(has(refusal, "\r\nRetry-After: 1\r\n"));
  std::string answer;
  const auto end = std::chrono::steady_clock::now() + kPatience;
  while (status_of(answer) != "200" && std::chrono::steady_clock::now() < end) {
    answer = served.answer_to(start + std::string(1000, 'c'));
  }
  CHECK(status_of(answer) == "200");
}

TEST_CASE("an answer may come later, from any thread, or be forgotten") {
  std::mutex mutex;
  std::vector<std::thread> threads;
  Handler handle = [&](const Request& request, const Respond& respond) {
    if (request.target == "/forgotten") return;
    if (request.target == "/thrown") throw std::runtime_error("no");
    if (request.target == "/twice") respond({.body = "first$"});
    const std::lock_guard lock(mutex);
    threads.emplace_back([respond, target = request.target] {
      std::this_thread::sleep_for(20ms);
      respond({.status = 422, .body = "late " + target + "$"});
    });
  };
  {
    const Served served({}, handle);
    const auto ask = [&](const std::string& target) {
      return served.answer_to("GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    };
    CHECK(has(ask("/a"), "late /a$"));
    CHECK(status_of(ask("/a")) == "422");
    CHECK(status_of(ask("/forgotten")) == "500");
    CHECK(status_of(ask("/thrown")) == "500");
    CHECK(has(ask("/twice"), "first$"));
  }
  for (std::thread& thread : threads) thread.join();
}

TEST_CASE("a thousand clients that send half of a request keep nobody else waiting") {
  rlimit limit{};
  REQUIRE(::getrlimit(RLIMIT_NOFILE, &limit) == 0);
  limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, 4096);
  ::setrlimit(RLIMIT_NOFILE, &limit);
  const std::size_t count = std::min<std::size_t>(1000, (limit.rlim_cur - 64) / 2);  // both ends are ours
  const Served served;
  std::vector<Client> slow;
  for (std::size_t i = 0; i < count; ++i) {
    slow.push_back(served.client());
    REQUIRE(slow.back().send("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf"));
  }
  for (int i = 0; i < 20; ++i) CHECK(has(served.answer_to("GET /b HTTP/1.1\r\nHost: x\r\n\r\n"), "GET /b $"));
  for (const Client& client : slow) client.send("-whole");
  for (const Client& client : slow) CHECK(has(client.read_answers(1), "PUT / half-whole$"));
}

TEST_CASE("connections beyond the limit are told so, and there is room again once others have gone") {
  const Served served({.connections = 2});
  std::vector<Client> two;
  for (int i = 0; i < 2; ++i) {
    two.push_back(served.client());
    two.back().send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
    REQUIRE(has(two.back().read_answers(1), "GET /a $"));
  }
  const std::string refusal = served.client().read_to_end();
  CHECK(status_of(refusal) == "503");
  CHECK(has(refusal, "\r\nRetry-After: 1\r\n"));
  two.clear();
  std::string answer;
  const auto end = std::chrono::steady_clock::now() + kPatience;
  while (!has(answer, "GET /b $") && std::chrono::steady_clock::now() < end) {
    answer = served.answer_to("GET /b HTTP/1.1\r\nHost: x\r\n\r\n");
  }
  CHECK(has(answer, "GET /b $"));
}

TEST_CASE("a stop lets requests in flight finish, and closes who only waits") {
  std::atomic<bool> has_begun = false;
  Respond respond_later;
  std::mutex mutex;
  Handler handle = [&](const Request&, const Respond& respond) {
    const std::lock_guard lock(mutex);
    respond_later = respond;
    has_begun = true;
  };
  Served served({}, handle);
  const Client idle = served.client();
  const Client working = served.client();
  working.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
  while (!has_begun) std::this_thread::sleep_for(1ms);
  served.server().stop();
  CHECK(idle.read_to_end().empty());
  {
    const std::lock_guard lock(mutex);
    respond_later({.body = "done$"});
  }
  const std::string answer = working.read_to_end();
  CHECK(has(answer, "done$"));
  CHECK(has(answer, "\r\nConnection: close\r\n"));
  served.end();
  respond_later({.body = "too late$"});  // and harmless
}

TEST_CASE("a stop does not wait for ever, and an answer after it is harmless") {
  Respond kept;
  std::atomic<bool> has_begun = false;
  {
    Served served({.stop_time = 100ms}, [&](const Request&, const Respond& respond) {
      kept = respond;
      has_begun = true;
    });
    const Client client = served.client();
    client.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
    while (!has_begun) std::this_thread::sleep_for(1ms);
    served.end();
  }
  kept({.body = "nobody is there$"});
}

TEST_CASE("an address in use, or that is none, is refused with a sentence") {
  const Served served;
  const auto listen = [](const std::string& address, std::uint16_t port) {
    return Server::listen({.address = address, .port = port}, {}, {}, nullptr);
  };
  const auto taken = listen("127.0.0.1", served.server().port());
  REQUIRE_FALSE(taken);
  CHECK(has(taken.errors().front().message, "in use"));
  CHECK_FALSE(listen("example", 0));
  CHECK_FALSE(listen("203.0.113.7", 0));  // an address of documentation (RFC 5737), nobody's
  CHECK(listen("::1", 0));
}
