#include "service/service.h"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "service/description.h"
#include "service/endpoints.h"
#include "service/problem.h"
#include "service/routes.h"
#include "service/target.h"

namespace segue::service {
namespace {

std::string in_lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return lower;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

/// Whether it is `application/json`, without a charset or with UTF-8.
bool is_json(std::string_view content_type) {
  const std::string type = in_lower_case(content_type);
  std::string_view rest = type;
  const auto part = [&] {
    const std::size_t end = std::min(rest.find(';'), rest.size());
    const std::string_view one = trimmed(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return one;
  };
  if (part() != "application/json") return false;
  while (!rest.empty()) {
    std::string_view parameter = part();
    if (!parameter.starts_with("charset=")) continue;
    parameter.remove_prefix(std::string_view("charset=").size());
    if (parameter != "utf-8" && parameter != "\"utf-8\"") return false;
  }
  return true;
}

Response not_found(std::string_view path) {
  return problem(404, fmt::format("no such path: {}   (see /openapi.json)",
                                  path.size() > 200 ? std::string_view("a very long one") : path));
}

Headers headers_of(const RateLimit::Count& count) {
  Headers headers = {{"X-RateLimit-Limit", std::to_string(count.limit)},
                     {"X-RateLimit-Remaining", std::to_string(count.remaining)},
                     {"X-RateLimit-Reset", std::to_string(count.reset)}};
  if (!count.is_allowed) headers.emplace_back("Retry-After", std::to_string(count.reset));
  return headers;
}

}  // namespace

Service::Service(Store& store, const Tokens& tokens, const Linter& linter, ServiceOptions options)
    : store_(store), tokens_(tokens), linter_(linter), options_(std::move(options)) {
  if (options_.requests_a_minute > 0) rate_limit_.emplace(options_.requests_a_minute);
}

Admit Service::admit() {
  return [this](const Request& request) { return check(request); };
}

Handler Service::handle() {
  return [this](const Request& request, const Respond& respond) { dispatch(request, respond); };
}

std::optional<Response> Service::refusal_of_body(const Request& request) {
  if (!is_json(request.content_type)) {
    return problem(415, request.content_type.empty()
                            ? "expected Content-Type: application/json, found none"
                            : "expected Content-Type: application/json in UTF-8, found another type");
  }
  const std::string encoding = in_lower_case(trimmed(request.content_encoding));
  if (!encoding.empty() && encoding != "identity") {
    return problem(415, "expected a body without Content-Encoding; send it uncompressed");
  }
  return std::nullopt;
}

Verdict Service::check(const Request& request) {
  const Target target = split_target(request.target);
  const Route route = find_route(request.method, target.path);
  Verdict verdict;
  if (route.endpoint == Endpoint::kNone) {
    if (route.allow.empty()) {
      verdict.refusal = not_found(target.path);
    } else {
      verdict.refusal = problem(405, fmt::format("expected {} for this path", route.allow));
      verdict.headers.emplace_back("Allow", route.allow);
    }
    return verdict;
  }
  if (!route.needs_token) return verdict;

  std::string client = "client " + request.client;
  if (!tokens_.empty()) {
    const auto token = tokens_.find(request.authorization);
    if (!token) {
      verdict.refusal = problem(401, "expected a valid token: Authorization: Bearer TOKEN");
      verdict.headers.emplace_back("WWW-Authenticate", "Bearer");
      return verdict;
    }
    client = "token " + std::to_string(*token);
  }
  if (rate_limit_) {
    const RateLimit::Count count = rate_limit_->count(client);
    verdict.headers = headers_of(count);
    if (!count.is_allowed) {
      verdict.refusal =
          problem(429, fmt::format("more than {} requests per minute; try again in {} s", count.limit, count.reset));
      return verdict;
    }
  }
  const bool has_campaign = route.endpoint == Endpoint::kGetSequence || route.endpoint == Endpoint::kPutSequence;
  if (has_campaign && !is_campaign_id(route.campaign)) {
    verdict.refusal = problem(400, "expected a campaign id of at most 1,024 characters from 0-9 and a-z in the path");
    return verdict;
  }
  if (route.takes_json) verdict.refusal = refusal_of_body(request);
  return verdict;
}

void Service::dispatch(const Request& request, const Respond& respond) {
  const Target target = split_target(request.target);
  const Route route = find_route(request.method, target.path);
  switch (route.endpoint) {
    case Endpoint::kHome:
      return respond(service_index());
    case Endpoint::kHealth:
      return respond(health());
    case Endpoint::kDescription:
      return respond({.body = std::string(kOpenApiDescription)});
    case Endpoint::kGetSequence:
      return respond(get_sequence(store_, route.campaign, target.query, options_));
    case Endpoint::kPutSequence:
      return put_sequence(store_, linter_, route.campaign, target.query, request.body, options_, respond);
    case Endpoint::kLint:
      return respond(lint_document(linter_, request.body));
    case Endpoint::kRender:
      return respond(render_lead(request.body, options_));
    case Endpoint::kNone:
      break;
  }
  respond(not_found(target.path));
}

}  // namespace segue::service
