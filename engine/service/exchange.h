// exchange.h: a parsed request and its response.

#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace segue::service {

struct Request {
  std::string method;        ///< "PUT"
  std::string target;        ///< as sent: "/api/v1/lint?x=1"
  std::string content_type;  ///< the header's value; empty if there is none
  std::string content_encoding;
  std::string authorization;
  std::string client;  ///< its address, without the port
  std::string body;
};

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Response {
  unsigned status = 200;
  std::string content_type = "application/json";
  Headers headers;  ///< in addition to the usual ones: Allow, Retry-After, …
  std::string body;
};

/// The decision about a request before its body is read.
struct Verdict {
  std::optional<Response> refusal;  ///< the response, if the request is refused
  Headers headers;                  ///< to add to any response to this request
};

/// Checks a request without its body, once per request. Called concurrently by the server's threads.
using Admit = std::function<Verdict(const Request&)>;

/// Takes the response to a request. Called once, on any thread.
using Respond = std::function<void(Response)>;

/// Handles a request; it may respond before it returns or later. Called concurrently by the server's threads.
using Handler = std::function<void(Request, Respond)>;

}  // namespace segue::service
