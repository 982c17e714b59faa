// locator.h: places of the model into JSON Pointers and byte ranges, in a second pass over the document that is only
// made where there is something to report.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/json.h"
#include "lint/place.h"
#include "segue/sequence.h"

namespace segue::lint {

/// The JSON Pointer of a place in a document of that shape.
std::string pointer_of(const Place& place, Shape shape);

/// Finds places in the bytes of a document. Places that come in document order cost one walk over it together.
class PlaceFinder {
 public:
  /// Half-open.
  struct Bytes {
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  /// `bytes` are a document that was read in that shape, with that nesting limit.
  PlaceFinder(std::string_view bytes, Shape shape, std::size_t nesting);

  /// Where the place is; where its part is not written, the innermost object that would hold it.
  Bytes find(const Place& place);

 private:
  json::Value object_of(const Place& place);
  json::Value data_of(json::Value step);
  /// The member's key and value; none where it is absent.
  json::Member member(json::Value object, std::string_view key);
  static Bytes inside(json::Value text, const Place& place);

  /// The elements of the array looked at last, so that one is found in constant time.
  struct Elements {
    std::size_t begin = 0;  ///< offset of the array; arrays are told apart by it
    std::vector<json::Value> values;
  };
  static json::Value element(Elements& known, json::Value array, std::uint32_t index);

  Shape shape_;
  json::Document document_;
  json::Value body_;   ///< the object that holds the steps, or the array itself
  json::Value steps_;  ///< none in a document of segments
  Elements known_steps_, known_segments_, known_options_;
  std::size_t members_of_ = 0;  ///< offset of the object behind `members_`
  std::unordered_map<std::string_view, json::Member> members_;
};

}  // namespace segue::lint
