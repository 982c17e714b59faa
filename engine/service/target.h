// target.h: the target of a request, taken apart: "/api/v1/lint?x=1".

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace segue::service {

struct Target {
  std::string_view path;   ///< as it was sent, escapes and all: no path of ours needs any
  std::string_view query;  ///< behind the `?`
};

/// Takes a target apart; of an absolute one (http://host/path) the part behind the host.
Target split_target(std::string_view target);

/// A member of a query, its escapes (%41, +) resolved.
using QueryMember = std::pair<std::string, std::string>;
std::vector<QueryMember> query_members(std::string_view query);

}  // namespace segue::service
