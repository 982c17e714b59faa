// keys.h: the names of the format: keys of each object in their plain order, types, and what their errors are called.

#pragma once

#include <array>
#include <string_view>

namespace segue {

inline constexpr std::array<std::string_view, 1> kCampaignKeys = {"sequence"};
inline constexpr std::array<std::string_view, 2> kBodyKeys = {"version", "steps"};
inline constexpr std::array<std::string_view, 4> kStepKeys = {"id", "rank", "type", "data"};
inline constexpr std::array<std::string_view, 1> kMessageKeys = {"segments"};
inline constexpr std::array<std::string_view, 2> kDelayKeys = {"delaySeconds", "unit"};
inline constexpr std::array<std::string_view, 2> kStaticKeys = {"type", "text"};
inline constexpr std::array<std::string_view, 3> kVariableKeys = {"type", "name", "fallback"};
inline constexpr std::array<std::string_view, 2> kVariationKeys = {"type", "options"};

/// Of a segment of any kind, in an order that is plain for each of them.
inline constexpr std::array<std::string_view, 5> kSegmentKeys = {"type", "text", "name", "fallback", "options"};

inline constexpr std::string_view kMessageType = "message";
inline constexpr std::string_view kDelayType = "delay";
inline constexpr std::array<std::string_view, 3> kLikeTypes = {"like-tweet", "like_tweet", "likeTweet"};
inline constexpr std::array<std::string_view, 3> kSegmentTypes = {"static", "variable", "variation"};

struct ErrorKind {
  std::string_view code;
  std::string_view name;
};
inline constexpr ErrorKind kInvalidJson = {"D001", "invalid-json"};
inline constexpr ErrorKind kWrongType = {"D002", "wrong-type"};
inline constexpr ErrorKind kMissingField = {"D003", "missing-field"};
inline constexpr ErrorKind kUnknownType = {"D004", "unknown-type"};

}  // namespace segue
