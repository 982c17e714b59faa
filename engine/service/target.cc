#include "service/target.h"

#include <algorithm>

namespace segue::service {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// Decodes %41 and +. A malformed escape stays as it is.
std::string decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+') {
      out += ' ';
    } else if (text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0) {
      out += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

}  // namespace

Target split_target(std::string_view target) {
  if (!target.starts_with('/')) {
    for (const std::string_view scheme : {"http://", "https://"}) {
      if (!target.starts_with(scheme)) continue;
      const std::size_t path = target.find_first_of("/?", scheme.size());
      target = path == std::string_view::npos ? std::string_view("/") : target.substr(path);
      break;
    }
  }
  const std::size_t query = std::min(target.find('?'), target.size());
  Target parts{.path = target.substr(0, query), .query = {}};
  if (query < target.size()) parts.query = target.substr(query + 1);
  if (parts.path.empty()) parts.path = "/";  // http://host?x=1
  return parts;
}

std::vector<QueryMember> query_members(std::string_view query) {
  std::vector<QueryMember> members;
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view member = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (member.empty()) continue;
    const std::size_t equals = std::min(member.find('='), member.size());
    members.emplace_back(decoded(member.substr(0, equals)),
                         equals < member.size() ? decoded(member.substr(equals + 1)) : std::string());
  }
  return members;
}

}  // namespace segue::service
