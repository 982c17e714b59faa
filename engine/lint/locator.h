// locator.h: places of the model into JSON Pointers and byte ranges, in a second pass over the document that is only
// made where there is something to report.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "json/json.h"
#include "lint/model_path.h"
#include "segue/sequence.h"

namespace segue::lint {

/// The JSON Pointer of a place in a document of that shape.
std::string pointer_of(const ModelPath& place, Shape shape);

/// A place in a JSON string: its text's byte `meant` is written so far behind the opening quote.
struct InString {
  std::size_t meant = 0;
  std::size_t written = 1;
};

/// Finds places in the bytes of a document. Places that come in document order cost one walk over it together.
class PathLocator {
 public:
  /// Half-open.
  struct Bytes {
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  /// `bytes` are a document that was read in that shape, with that nesting limit.
  PathLocator(std::string_view bytes, Shape shape, std::size_t nesting);

  /// Where the place is; where its part is not written, the innermost object that would hold it.
  Bytes find(const ModelPath& place);

 private:
  json::Value object_of(const ModelPath& place);
  /// The step's data and the list in it. What is known of the step looked at last is kept, since an object of many
  /// members is dear to look into.
  struct KnownStep {
    std::size_t begin = std::string_view::npos;
    json::Value data, segments;
  };
  const KnownStep& look_into(json::Value step);
  /// The member's key and value; none where it is absent.
  json::Member member(json::Value object, std::string_view key);
  Bytes inside(json::Value text, const ModelPath& place);

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
  KnownStep known_step_;
  /// Where in the string looked at last the place began, so that the next one is sought from there.
  struct ReadString {
    std::size_t begin = 0;
    InString at;
  };
  ReadString read_string_;
  /// The object in which a member was found last, and that member: in document order the next one is not far behind.
  struct FoundMember {
    std::size_t of = std::string_view::npos;
    std::optional<json::Members::Iterator> at;
  };
  FoundMember found_member_;
};

}  // namespace segue::lint
