// fingerprint.h: names of findings that stay the same while the document around them is edited.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lint/model_path.h"
#include "segue/sequence.h"

namespace segue::lint {

/// Gives findings of one sequence their fingerprints: 16 hexadecimal digits of an XXH3 over the rule's code, the
/// content of the place, the content of what stands before and behind it, and a running number where all of that is
/// equal. Ask in document order. Pointers, lines, ids and ranks have no part in it.
class Fingerprints {
 public:
  explicit Fingerprints(const Sequence& sequence) : sequence_(sequence) {}

  std::string of(std::string_view code, const ModelPath& place);
  /// Of what the reader found, which has no place in the model: `fragment` is the source that it speaks of.
  std::string of(std::string_view code, std::string_view fragment);

 private:
  std::string numbered(std::uint64_t hash);
  std::uint64_t step_content(std::size_t step);
  std::uint64_t segment_content(std::size_t step, std::size_t segment);

  std::uint64_t option_content(std::size_t step, std::size_t segment, std::size_t option);

  const Sequence& sequence_;
  std::vector<std::optional<std::uint64_t>> steps_;     ///< as far as they were asked for
  std::size_t segments_of_ = 0;                         ///< the step behind `segments_`
  std::vector<std::optional<std::uint64_t>> segments_;  ///< likewise
  const std::string* option_ = nullptr;                 ///< the one behind `option_content_`
  std::uint64_t option_content_ = 0;
  std::unordered_map<std::uint64_t, std::uint32_t> seen_;
};

}  // namespace segue::lint
