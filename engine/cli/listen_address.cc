// listen_address.cc: see listen_address.h.

#include "cli/listen_address.h"

#include <arpa/inet.h>
#include <fmt/format.h>

#include "cli/flags.h"

namespace segue::cli {
namespace {

constexpr std::string_view kLoopback = "127.0.0.1";

bool is_address(const std::string& text) {
  in6_addr parsed{};
  return ::inet_pton(AF_INET, text.c_str(), &parsed) == 1 || ::inet_pton(AF_INET6, text.c_str(), &parsed) == 1;
}

}  // namespace

std::string ListenAddress::url() const {
  const bool is_ipv6 = address.find(':') != std::string::npos;
  return fmt::format("http://{}{}{}:{}", is_ipv6 ? "[" : "", address, is_ipv6 ? "]" : "", port);
}

Result<ListenAddress> read_listen_address(std::string_view text) {
  const auto unclear = [&] {
    return usage_error(fmt::format("expected ADDRESS:PORT such as 127.0.0.1:8080 or [::1]:8080, found \"{}\"", text));
  };
  const std::size_t colon = text.rfind(':');
  std::string_view address = colon == std::string_view::npos ? std::string_view() : text.substr(0, colon);
  const std::string_view port = colon == std::string_view::npos ? text : text.substr(colon + 1);
  if (address.starts_with('[') && address.ends_with(']')) {
    address = address.substr(1, address.size() - 2);
  } else if (address.find(':') != std::string_view::npos) {
    return unclear();
  }
  ListenAddress result{.address = std::string(address.empty() || address == "localhost" ? kLoopback : address)};
  const auto number = read_number(port, 65535);
  if (!number || !is_address(result.address)) return unclear();
  result.port = static_cast<std::uint16_t>(*number);
  return result;
}

}  // namespace segue::cli
