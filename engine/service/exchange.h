// exchange.h: a request and its answer, as the service sees them: HTTP without its bytes.

#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace segue::service {

struct Request {
  std::string method;        ///< "PUT"
  std::string target;        ///< as it was sent: "/api/v1/lint?x=1"
  std::string content_type;  ///< the header's value; empty where there is none
  std::string authorization;
  std::string body;
};

struct Response {
  unsigned status = 200;
  std::string content_type = "application/json";
  std::vector<std::pair<std::string, std::string>> headers;  ///< further ones: Allow, Retry-After, …
  std::string body;
};

/// Takes the answer to a request; called once, on any thread.
using Respond = std::function<void(Response)>;

/// Answers a request, at once or later. Called from any of the server's threads, several at a time.
using Handler = std::function<void(Request, Respond)>;

}  // namespace segue::service
