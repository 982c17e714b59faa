// exchange.h: a request and its answer, as the service sees them: HTTP without its bytes.

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
  std::string target;        ///< as it was sent: "/api/v1/lint?x=1"
  std::string content_type;  ///< the header's value; empty where there is none
  std::string content_encoding;
  std::string authorization;
  std::string client;  ///< its address, without a port
  std::string body;
};

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Response {
  unsigned status = 200;
  std::string content_type = "application/json";
  Headers headers;  ///< further ones: Allow, Retry-After, …
  std::string body;
};

/// What can be said of a request before its body is there.
struct Verdict {
  std::optional<Response> refusal;  ///< the answer, where the body does not matter
  Headers headers;                  ///< of any answer to it
};

/// Looks at a request without its body, once each. Called from any of the server's threads, several at a time.
using Admit = std::function<Verdict(const Request&)>;

/// Takes the answer to a request; called once, on any thread.
using Respond = std::function<void(Response)>;

/// Answers a request, at once or later. Called from any of the server's threads, several at a time.
using Handler = std::function<void(Request, Respond)>;

}  // namespace segue::service
