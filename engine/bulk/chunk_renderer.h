// chunk_renderer.h: the leads of one chunk turned into lines, with what became of each of them.
//
// A chunk is small, but what it becomes need not be: texts may be long and messages many, and every lead may be
// rejected. So it is rendered in parts, of which nearly every chunk is a single one.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bulk/counts.h"
#include "bulk/lines.h"
#include "bulk/plan.h"
#include "segue/bulk.h"
#include "segue/lead_chunks.h"

namespace segue {

/// A reject until its turn comes to be told; its raw text is still the chunk's.
struct OwnedReject {
  std::uint64_t row = 0;
  std::uint64_t line = 0;
  std::uint64_t offset = 0;
  std::string lead;
  std::string_view code;
  std::string message;
  std::string_view setting;
  std::string_view raw;
  std::vector<std::string> fields;
};

/// Used for one chunk after another; one thread at a time.
class ChunkRenderer {
 public:
  ChunkRenderer(const BulkOptions& options, const Plan& plan);

  /// Renders the leads that the parser is at, as many as fit into a part; what was rendered before is forgotten. False:
  /// that was the last part of the chunk.
  bool render_part(LeadParser& leads);

  [[nodiscard]] std::string_view lines() const { return lines_.text(); }
  [[nodiscard]] const Counts& counts() const { return counts_; }
  [[nodiscard]] const std::vector<OwnedReject>& rejects() const { return rejects_; }

 private:
  static constexpr std::size_t kMostBytes = std::size_t{1} << 20;  ///< of lines in a part, a lead's are all in one
  static constexpr std::size_t kMostRejects = 1000;                ///< likewise

  [[nodiscard]] bool is_full() const { return lines_.size() >= kMostBytes || rejects_.size() >= kMostRejects; }
  void pick(std::span<const Lead> batch);
  [[nodiscard]] Picks picks_of(const Lead& lead, std::size_t place, std::size_t message) const;
  void render(const Lead& lead, std::size_t place, LeadParser& leads);
  void reject_unrendered(const Lead& lead, std::size_t place, RenderStatus status, std::uint32_t message,
                         LeadParser& leads);
  /// `code` and `setting` last.
  void reject(const Lead& lead, std::string_view code, std::string message, std::string_view setting,
              LeadParser& leads);

  const BulkOptions& settings_;
  const Plan& plan_;
  std::span<const Lead> batch_;                      ///< the leads that the parser gave last
  std::size_t next_ = 0;                             ///< of the batch
  std::vector<Trace> traces_;                        ///< per message, of the lead at hand
  std::vector<std::uint64_t> hashes_;                ///< of the keys of the batch at hand
  std::vector<std::vector<std::uint32_t>> options_;  ///< per message: of the leads of the batch, one behind the other
  Key key_;
  Lines lines_;
  Counts counts_;
  std::vector<OwnedReject> rejects_;
};

}  // namespace segue
