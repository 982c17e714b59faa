// problem.h: answers that say what is wrong, in the one shape that the API has for it.
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

/// The status's own code and name: 404 is "not_found" and "Not Found".
struct StatusText {
  unsigned status;
  std::string_view code;
  std::string_view reason;
};
StatusText status_text(unsigned status);

/// An answer of that status.
Response problem(unsigned status, std::string_view message);

/// One of a document's problems, as `details` lists it.
struct Issue {
  std::string_view pointer;  ///< JSON Pointer
  std::string_view message;
  std::string_view code;
};
std::vector<Issue> issues_of(const std::vector<Error>& errors);

/// 422, with every issue listed.
Response unprocessable(std::string_view message, const std::vector<Issue>& issues);

}  // namespace segue::service
