// http_load.cc: clients that ask a server on this machine as fast as it answers.
//
//   http_load PORT CONNECTIONS SECONDS PATH              GET, again and again, on connections that are kept
//   http_load PORT CONNECTIONS SECONDS PATH BODY-FILE    PUT; a # in PATH is the connection's number
//   http_load PORT CONNECTIONS xREQUESTS …               so many requests instead of so many seconds
//
// One thread, poll(2), one request under way for each connection. Prints how many requests were answered in a second;
// an answer but 200, or to a GET one of another length than the first, ends it with 1.

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

using Clock = std::chrono::steady_clock;

struct Connection {
  int socket = -1;
  std::string request;
  std::string answer;
};

int connect_to(std::uint16_t port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const int yes = 1;
  ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  return ::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0 ? socket : -1;
}

bool send_all(int socket, std::string_view text) {
  while (!text.empty()) {
    const ssize_t sent = ::send(socket, text.data(), text.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

struct Length {
  std::size_t whole = 0;  ///< 0: the headers are not there yet
  std::size_t body = 0;
};

/// How long the answer is to be, as its headers tell.
Length length_of(const std::string& answer) {
  const std::size_t headers = answer.find("\r\n\r\n");
  if (headers == std::string::npos) return {};
  constexpr std::string_view kLength = "\r\nContent-Length: ";
  const std::size_t length = answer.find(kLength);
  if (length == std::string::npos || length > headers) return {};
  const std::size_t body = std::strtoul(answer.c_str() + length + kLength.size(), nullptr, 10);
  return {.whole = headers + 4 + body, .body = body};
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 5) return 2;
  const auto port = static_cast<std::uint16_t>(std::strtoul(arguments[1], nullptr, 10));
  const std::size_t connections = std::strtoul(arguments[2], nullptr, 10);
  const std::string amount = arguments[3];
  const bool is_counted = amount.starts_with('x');
  const std::uint64_t most = is_counted ? std::strtoull(amount.c_str() + 1, nullptr, 10) : ~std::uint64_t{0};
  const double seconds = is_counted ? 1e9 : std::strtod(amount.c_str(), nullptr);
  std::string body;
  if (count > 5) {
    std::ifstream file(arguments[5], std::ios::binary);
    body.assign(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }

  std::vector<Connection> all(connections);
  std::vector<pollfd> waiting;
  for (std::size_t i = 0; i < connections; ++i) {
    std::string path = arguments[4];
    if (const std::size_t number = path.find('#'); number != std::string::npos) {
      path.replace(number, 1, std::to_string(i));
    }
    all[i].socket = connect_to(port);
    all[i].request = (count > 5 ? "PUT " : "GET ") + path + " HTTP/1.1\r\nHost: localhost\r\n";
    if (count > 5) {
      all[i].request +=
          "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    } else {
      all[i].request += "\r\n";
    }
    if (all[i].socket < 0 || !send_all(all[i].socket, all[i].request)) return 1;
    waiting.push_back({.fd = all[i].socket, .events = POLLIN, .revents = 0});
  }

  const auto start = Clock::now();
  const auto passed = [&] { return std::chrono::duration<double>(Clock::now() - start).count(); };
  std::uint64_t answered = 0;
  std::size_t body_bytes = 0;  // of the first answer
  std::vector<char> room(std::size_t{64} << 10);
  while (answered < most && passed() < seconds) {
    if (::poll(waiting.data(), waiting.size(), 10'000) <= 0) return 1;
    for (std::size_t i = 0; i < connections; ++i) {
      if (waiting[i].revents == 0) continue;
      const ssize_t size = ::recv(all[i].socket, room.data(), room.size(), 0);
      if (size <= 0) return 1;
      all[i].answer.append(room.data(), static_cast<std::size_t>(size));
      const Length length = length_of(all[i].answer);
      if (length.whole == 0 || all[i].answer.size() < length.whole) continue;
      if (body_bytes == 0) body_bytes = length.body;
      const bool is_as_the_first = count > 5 || length.body == body_bytes;  // a version's number may grow by a digit
      if (!all[i].answer.starts_with("HTTP/1.1 200") || all[i].answer.size() != length.whole || !is_as_the_first) {
        std::cerr << all[i].answer << '\n';
        return 1;
      }
      ++answered;
      all[i].answer.clear();
      if (!send_all(all[i].socket, all[i].request)) return 1;
    }
  }
  std::cout << static_cast<double>(answered) / passed() << '\n';
}
