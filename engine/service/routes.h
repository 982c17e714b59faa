// routes.h: which endpoint a method and a path mean. A table, and no sockets.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace segue::service {

enum class Endpoint : std::uint8_t { kNone, kHome, kHealth, kDescription, kGetSequence, kPutSequence, kLint, kRender };

struct Route {
  Endpoint endpoint = Endpoint::kNone;
  std::string_view campaign;  ///< what stands in the place of {campaignId}, whatever the method; not checked
  /// Where there is no endpoint: the methods that the path has, as `Allow` tells them; empty: there is no such path.
  std::string allow;
  bool needs_token = false;
  bool takes_json = false;  ///< has a body
};

/// HEAD is GET whose body nobody sends.
Route find_route(std::string_view method, std::string_view path);

/// As an import of a store takes them, too.
inline constexpr std::size_t kLongestCampaignId = 1024;

/// ^[0-9a-z]+$, up to that length.
bool is_campaign_id(std::string_view text);

}  // namespace segue::service
