// model_path.h: names a part of a sequence by what it is. A path becomes a JSON Pointer and a byte range only when
// there is something to report (see locator.h).

#pragma once

#include <cstdint>
#include <string_view>

namespace segue::lint {

/// A part of the object that a ModelPath names: of the document if the path has no step, of the step if it has no
/// segment. In the order in which the format writes them.
enum class Part : std::uint8_t {
  kWhole,  ///< the object itself
  kSteps,
  kId,
  kRank,
  kType,
  kData,  ///< of a step
  kSegments,
  kDelaySeconds,
  kUnit,
  kText,
  kName,
  kFallback,
  kOptions,
  kOption,       ///< one of them, see ModelPath::option
  kMember,       ///< the member `key` of the object itself
  kDataMember,   ///< the member `key` of a step's data
  kOuterMember,  ///< the member `key` of the campaign object around the sequence
};

struct ModelPath {
  static constexpr std::uint32_t kNone = 0xffffffffu;

  std::uint32_t step = kNone;     ///< in the array of steps
  std::uint32_t segment = kNone;  ///< in its message
  Part part = Part::kWhole;
  std::uint32_t option = kNone;
  std::string_view key = {};    ///< of the model
  std::uint32_t begin = kNone;  ///< half-open range of bytes in the text that the part holds; kNone: all of it
  std::uint32_t end = kNone;
};

/// Document order, as far as the model knows it.
inline bool operator<(const ModelPath& left, const ModelPath& right) {
  // The parts of the whole come before its steps, those of a step before its segments.
  const auto rank = [](std::uint32_t index) { return index + 1u; };  // kNone becomes 0
  if (left.step != right.step) return rank(left.step) < rank(right.step);
  if (left.segment != right.segment) return rank(left.segment) < rank(right.segment);
  if (left.part != right.part) return left.part < right.part;
  if (left.option != right.option) return rank(left.option) < rank(right.option);
  return rank(left.begin) < rank(right.begin);
}

}  // namespace segue::lint
