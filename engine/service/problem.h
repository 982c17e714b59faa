// problem.h: error responses, in the format of the API.
//
//   {"error":{"code":"not_found","message":"…","status":404}}

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "segue/lint.h"
#include "segue/result.h"
#include "service/exchange.h"

namespace segue::service {

/// The code and the reason phrase of a status: 404 is "not_found" and "Not Found".
struct StatusText {
  unsigned status;
  std::string_view code;
  std::string_view reason;
};
StatusText status_text(unsigned status);

/// An error response with this status.
Response problem(unsigned status, std::string_view message);

/// One problem of a document, as listed in `details`.
struct Issue {
  std::string_view pointer;  ///< JSON Pointer
  std::string_view message;
  std::string_view code;
};
std::vector<Issue> issues_of(const std::vector<Error>& errors);

/// A 422 that lists every issue.
Response unprocessable(std::string_view message, const std::vector<Issue>& issues);

}  // namespace segue::service
