// target.h: parses the target of a request, such as "/api/v1/lint?x=1".

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace segue::service {

struct Target {
  std::string_view path;   ///< as sent, without decoding: our paths need no escapes
  std::string_view query;  ///< after the `?`
};

/// Splits a target; of an absolute one (http://host/path), the part after the host.
Target split_target(std::string_view target);

/// Name and value of a query parameter, with escapes (%41, +) decoded.
using QueryMember = std::pair<std::string, std::string>;
std::vector<QueryMember> query_members(std::string_view query);

}  // namespace segue::service
