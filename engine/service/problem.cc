#include "service/problem.h"

#include <algorithm>
#include <iterator>

#include "display/json_text.h"

namespace segue::service {
namespace {

using display::append_json_array;
using display::append_json_text;
using display::JsonObject;

constexpr StatusText kStatusTexts[] = {
    {200, "ok", "OK"},
    {400, "bad_request", "Bad Request"},
    {401, "unauthorized", "Unauthorized"},
    {404, "not_found", "Not Found"},
    {405, "method_not_allowed", "Method Not Allowed"},
    {408, "request_timeout", "Request Timeout"},
    {413, "payload_too_large", "Payload Too Large"},
    {415, "unsupported_media_type", "Unsupported Media Type"},
    {417, "expectation_failed", "Expectation Failed"},
    {422, "unprocessable_entity", "Unprocessable Entity"},
    {429, "too_many_requests", "Too Many Requests"},
    {431, "request_header_fields_too_large", "Request Header Fields Too Large"},
    {500, "internal_server_error", "Internal Server Error"},
    {503, "service_unavailable", "Service Unavailable"},
    {505, "http_version_not_supported", "HTTP Version Not Supported"},
};

/// Whether a reference token is an array index, which is a number in a path. An unknown key of digits reads as an
/// index, too; the format itself has no such keys.
bool is_index(std::string_view token) {
  return !token.empty() && token.size() <= 9 && (token == "0" || token.front() != '0') &&
         std::all_of(token.begin(), token.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string unescaped(std::string_view token) {
  std::string text;
  for (std::size_t i = 0; i < token.size(); ++i) {
    if (token[i] == '~' && i + 1 < token.size()) {
      text += token[++i] == '1' ? '/' : '~';
    } else {
      text += token[i];
    }
  }
  return text;
}

/// "/steps/0/data" as ["steps",0,"data"].
void append_path(std::string& out, std::string_view pointer) {
  out += '[';
  for (std::size_t begin = 0; begin < pointer.size();) {
    const std::size_t end = std::min(pointer.find('/', begin + 1), pointer.size());
    const std::string_view token = pointer.substr(begin + 1, end - begin - 1);
    if (begin > 0) out += ',';
    if (is_index(token)) {
      out += token;
    } else {
      append_json_text(out, unescaped(token));
    }
    begin = end;
  }
  out += ']';
}

Response problem_with(unsigned status, std::string_view message, const std::vector<Issue>* issues) {
  Response response{.status = status};
  {
    JsonObject outer(response.body);
    JsonObject error(outer.name("error"));
    error.text("code", status_text(status).code).text("message", message).number("status", status);
    if (issues != nullptr) {
      JsonObject details(error.name("details"));
      std::string& out = details.name("issues");
      append_json_array(out, *issues, [&](const Issue& issue) {
        JsonObject one(out);
        append_path(one.name("path"), issue.pointer);
        one.text("message", issue.message).text("code", issue.code);
      });
    }
  }
  response.body += '\n';
  return response;
}

}  // namespace

StatusText status_text(unsigned status) {
  const auto* found = std::find_if(std::begin(kStatusTexts), std::end(kStatusTexts),
                                   [&](const StatusText& text) { return text.status == status; });
  return found != std::end(kStatusTexts) ? *found : StatusText{status, "error", "Error"};
}

Response problem(unsigned status, std::string_view message) {
  return problem_with(status, message, nullptr);
}

std::vector<Issue> issues_of(const std::vector<Error>& errors) {
  std::vector<Issue> issues;
  issues.reserve(errors.size());
  for (const Error& error : errors) issues.push_back({error.pointer, error.message, error.code});
  return issues;
}

Response unprocessable(std::string_view message, const std::vector<Issue>& issues) {
  return problem_with(422, message, &issues);
}

}  // namespace segue::service
