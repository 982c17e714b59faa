#include "service/routes.h"

#include <algorithm>

namespace segue::service {
namespace {

struct Row {
  std::string_view method;
  std::string_view path;  ///< `*` matches one segment
  Endpoint endpoint;
  bool needs_token;
};

constexpr std::string_view kSequencePath = "/api/v1/campaigns/v2/*/sequence";

constexpr Row kRows[] = {
    {"GET", "/", Endpoint::kHome, false},
    {"GET", "/healthz", Endpoint::kHealth, false},
    {"GET", "/openapi.json", Endpoint::kDescription, false},
    {"GET", kSequencePath, Endpoint::kGetSequence, true},
    {"PUT", kSequencePath, Endpoint::kPutSequence, true},
    {"POST", "/api/v1/lint", Endpoint::kLint, true},
    {"POST", "/api/v1/render", Endpoint::kRender, true},
};

/// Whether the path matches the pattern; sets `segment` to what `*` matched.
bool matches(std::string_view path, std::string_view pattern, std::string_view& segment) {
  const std::size_t star = pattern.find('*');
  if (star == std::string_view::npos) return path == pattern;
  const std::string_view prefix = pattern.substr(0, star);
  const std::string_view suffix = pattern.substr(star + 1);
  if (path.size() < prefix.size() + suffix.size() || !path.starts_with(prefix) || !path.ends_with(suffix)) return false;
  const std::string_view middle = path.substr(prefix.size(), path.size() - prefix.size() - suffix.size());
  if (middle.find('/') != std::string_view::npos) return false;
  segment = middle;
  return true;
}

bool has_method(std::string_view method, const Row& row) {
  return method == row.method || (method == "HEAD" && row.method == "GET");
}

}  // namespace

Route find_route(std::string_view method, std::string_view path) {
  Route route;
  for (const Row& row : kRows) {
    std::string_view segment;
    if (!matches(path, row.path, segment)) continue;
    route.campaign = segment;
    if (has_method(method, row)) {
      return {.endpoint = row.endpoint,
              .campaign = segment,
              .allow = {},
              .needs_token = row.needs_token,
              .takes_json = row.method != "GET"};
    }
    if (!route.allow.empty()) route.allow += ", ";
    route.allow += row.method == "GET" ? "GET, HEAD" : row.method;
  }
  return route;
}

bool is_campaign_id(std::string_view text) {
  const auto is_allowed = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); };
  return !text.empty() && text.size() <= kLongestCampaignId && std::all_of(text.begin(), text.end(), is_allowed);
}

}  // namespace segue::service
