#include <fmt/format.h>

#include "base/locate.h"
#include "json/json.h"
#include "service/endpoints.h"
#include "service/problem.h"

namespace segue::service {

Response not_json(std::string_view body, const json::Fault& fault) {
  const Position place = Locator(body).at(fault.begin);
  return problem(400, fmt::format("not JSON: line {}, column {}: {}", place.line, place.column, fault.message));
}

std::optional<Response> no_json(std::string_view body) {
  json::Document document;
  document.read(body, {});
  if (document.readable()) return std::nullopt;
  return not_json(body, document.faults().front());
}

Response unreadable(std::string_view body, const std::vector<Error>& errors) {
  if (auto refusal = no_json(body)) return *std::move(refusal);
  return unprocessable("not a valid sequence; every problem is listed", issues_of(errors));
}

}  // namespace segue::service
