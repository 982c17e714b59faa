// routes.h: maps a method and a path to an endpoint.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace segue::service {

enum class Endpoint : std::uint8_t { kNone, kHome, kHealth, kDescription, kGetSequence, kPutSequence, kLint, kRender };

struct Route {
  Endpoint endpoint = Endpoint::kNone;
  std::string_view campaign;  ///< {campaignId} in the path, for any method; not checked
  /// If there is no endpoint: the methods that the path allows, as in an `Allow` header; empty if the path is unknown.
  std::string allow;
  bool needs_token = false;
  bool takes_json = false;  ///< expects a JSON body
};

/// HEAD has the route of GET; the connection omits the body.
Route find_route(std::string_view method, std::string_view path);

/// The limit of an import, too.
inline constexpr std::size_t kLongestCampaignId = 1024;

/// Whether `text` matches ^[0-9a-z]+$ and is at most that long.
bool is_campaign_id(std::string_view text);

}  // namespace segue::service
