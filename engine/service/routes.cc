#include "service/routes.h"

#include <algorithm>

namespace segue::service {
namespace {

struct Row {
  std::string_view method;
  std::string_view path;  ///< a `*` stands for one segment
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

/// Whether the path has that form; `segment` is what stands for its `*`.
bool has_form(std::string_view path, std::string_view form, std::string_view& segment) {
  const std::size_t star = form.find('*');
  if (star == std::string_view::npos) return path == form;
  const std::string_view before = form.substr(0, star);
  const std::string_view behind = form.substr(star + 1);
  if (path.size() < before.size() + behind.size() || !path.starts_with(before) || !path.ends_with(behind)) return false;
  const std::string_view middle = path.substr(before.size(), path.size() - before.size() - behind.size());
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
    if (!has_form(path, row.path, segment)) continue;
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
  const auto is_of_id = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); };
  return !text.empty() && text.size() <= kLongestCampaignId && std::all_of(text.begin(), text.end(), is_of_id);
}

}  // namespace segue::service
