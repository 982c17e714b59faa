// reader.h: bytes into a Sequence, with every error at once.
//
// The bytes are read into a tape of values (json/json.h); the Reader walks the tape from the outside in and builds
// the model. What it cannot use it reports and leaves out, and goes on. Depth is that of the format, never that
// of the input.

#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "json/json.h"
#include "segue/sequence.h"
#include "sequence/keys.h"

namespace segue {

class Reader {
 public:
  enum class Expect { kSteps, kSegments, kEither };

  Reader(std::string_view bytes, const ParseOptions& options) : bytes_(bytes), options_(options) {}

  Result<Sequence> read(Expect expect);
  /// The same for a value in the bytes that was read before, without faults.
  Result<Sequence> read(json::Value value, Expect expect);
  /// The same, keeping what is sound in spite of errors.
  PartialDocument read_all(Expect expect);

 private:
  /// A way down into the document, kept on the stack and spelled out only for an error.
  struct PathNode {
    const PathNode* parent = nullptr;
    std::string_view key;   ///< of an object
    std::size_t index = 0;  ///< of an array, where there is no key
  };

  /// An object's members by the format's names.
  template <std::size_t N>
  struct Fields {
    std::array<json::Value, N> values;  ///< none where the key is absent
    bool plain = true;                  ///< nothing but known keys, in their plain order

    /// plain, and of the known keys none but the first one and those from `first` to `last`.
    [[nodiscard]] bool plain_with(std::size_t first, std::size_t last) const {
      for (std::size_t i = 1; i < N; ++i) {
        if (values[i] && (i < first || i > last)) return false;
      }
      return plain;
    }
  };

  template <const auto& kNames>
  static Fields<kNames.size()> sort_fields(json::Value object);
  template <std::size_t N>
  static OriginalMembers written(json::Value object, const std::array<std::string_view, N>& keys);

  void read_document(Expect expect);
  bool check_size(std::size_t size);
  void read_root(json::Value root, Expect expect);
  void read_body(json::Value object, const Fields<kBodyKeys.size()>& fields, const PathNode& place);
  void read_campaign(json::Value object);
  void read_steps(json::Value array, const PathNode& place);
  void read_segments_document(json::Value array, const PathNode& place);
  [[nodiscard]] bool holds_segments(json::Value array) const;

  /// Whether reading, or the tape before it, found an error between these offsets.
  [[nodiscard]] bool has_fault(std::size_t begin, std::size_t end) const;

  // These build in place; false: what there is of it is of no use, and the errors say why.
  bool read_step(json::Value value, const PathNode& place, Step& step);
  bool read_message(json::Value data, json::Value owner, const PathNode& place, Message& message);
  bool read_delay(json::Value data, json::Value owner, const PathNode& place, Delay& delay);
  bool read_like(json::Value data, const PathNode& place, Like& like);
  void read_segments(json::Value array, const PathNode& place, std::vector<Segment>& segments);
  bool read_segment(json::Value value, const PathNode& place, Segment& segment);
  using SegmentFields = Fields<kSegmentKeys.size()>;
  bool read_static(json::Value object, const SegmentFields& fields, const PathNode& place, Segment& segment);
  bool read_variable(json::Value object, const SegmentFields& fields, const PathNode& place, Segment& segment);
  bool read_variation(json::Value object, const SegmentFields& fields, const PathNode& place, Segment& segment);

  enum class StepType { kMessage, kDelay, kLike, kUnknown };
  [[nodiscard]] StepType step_type(std::string_view type) const;
  [[nodiscard]] StepType infer_type(json::Value data) const;

  // These tell of a type that nobody knows, and answer the one that was most likely meant.
  std::optional<std::string_view> unknown_step_type(json::Value type, const PathNode& place);
  std::string_view unknown_segment_type(json::Value type, const PathNode& place);

  std::optional<std::string_view> read_string(json::Value value, const PathNode& place, std::string_view key);
  std::optional<double> read_number(json::Value value, const PathNode& place, std::string_view key);

  void error(const ErrorKind& kind, json::Value where, const PathNode& place, std::string message,
             std::string setting = {});
  void wrong_type(json::Value value, const PathNode& place, std::string_view expected);
  void wrong_field(json::Value value, const PathNode& place, std::string_view key, std::string_view expected);
  /// `other_key` is a second key that would have served; a near miss of either is pointed at.
  void missing(json::Value object, const PathNode& place, std::string_view key, std::string_view owner,
               std::string_view other_key = {});
  void over_limit(json::Value where, const PathNode& place, std::string_view what, std::string_view limit,
                  std::size_t value);
  void add(Error error);
  void finish();

  std::string_view bytes_;
  const ParseOptions& options_;
  json::Document document_;
  Sequence sequence_;
  std::vector<Error> errors_;
  std::size_t error_count_ = 0;  ///< those beyond the limit included
  std::vector<std::size_t> fault_offsets_;
  std::vector<std::size_t> broken_;  ///< steps
  bool has_steps_ = false;
};

}  // namespace segue
