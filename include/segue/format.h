// format.h: the names of the format: the keys of each object in their plain order, and the types.
//
//   for (const std::string_view key : segue::kStepKeys) offer(key);
//
// Ownership, Threads, Limits: constants.

#pragma once

#include <array>
#include <string_view>

namespace segue {

inline constexpr std::array<std::string_view, 1> kCampaignKeys = {"sequence"};
inline constexpr std::array<std::string_view, 2> kBodyKeys = {"version", "steps"};
inline constexpr std::array<std::string_view, 4> kStepKeys = {"id", "rank", "type", "data"};
inline constexpr std::array<std::string_view, 1> kMessageKeys = {"segments"};            ///< of a message's `data`
inline constexpr std::array<std::string_view, 2> kDelayKeys = {"delaySeconds", "unit"};  ///< of a delay's `data`
inline constexpr std::array<std::string_view, 2> kStaticKeys = {"type", "text"};
inline constexpr std::array<std::string_view, 3> kVariableKeys = {"type", "name", "fallback"};
inline constexpr std::array<std::string_view, 2> kVariationKeys = {"type", "options"};

inline constexpr std::string_view kMessageType = "message";
inline constexpr std::string_view kDelayType = "delay";
inline constexpr std::array<std::string_view, 3> kLikeTypes = {"like-tweet", "like_tweet", "likeTweet"};
inline constexpr std::array<std::string_view, 3> kSegmentTypes = {"static", "variable", "variation"};

}  // namespace segue
