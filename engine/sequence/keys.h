// keys.h: the format's names as the reader looks for them, and what its errors are called.

#pragma once

#include <array>
#include <string_view>

#include "segue/format.h"

namespace segue {

/// Of a segment of any kind, in an order that is plain for each of them.
inline constexpr std::array<std::string_view, 5> kSegmentKeys = {"type", "text", "name", "fallback", "options"};

struct ErrorKind {
  std::string_view code;
  std::string_view name;
};
inline constexpr ErrorKind kInvalidJson = {"D001", "invalid-json"};
inline constexpr ErrorKind kWrongType = {"D002", "wrong-type"};
inline constexpr ErrorKind kMissingField = {"D003", "missing-field"};
inline constexpr ErrorKind kUnknownType = {"D004", "unknown-type"};

}  // namespace segue
