// keys.h: the format's names as the reader looks for them, and what its errors are called.

#pragma once

#include <array>
#include <string_view>

#include "segue/codes.h"
#include "segue/format.h"

namespace segue {

/// Of a segment of any kind, in an order that is plain for each of them.
inline constexpr std::array<std::string_view, 5> kSegmentKeys = {"type", "text", "name", "fallback", "options"};

struct ErrorKind {
  std::string_view code;
  std::string_view name;
};
inline constexpr ErrorKind kInvalidJson = {codes::kInvalidJson, "invalid-json"};
inline constexpr ErrorKind kWrongType = {codes::kWrongType, "wrong-type"};
inline constexpr ErrorKind kMissingField = {codes::kMissingField, "missing-field"};
inline constexpr ErrorKind kUnknownType = {codes::kUnknownType, "unknown-type"};
inline constexpr ErrorKind kEmptyVariation = {codes::kEmptyVariation, "empty-variation"};

}  // namespace segue
