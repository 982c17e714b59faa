// counts.h: what became of the leads of one piece, to be added to the summary of the run.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "bulk/plan.h"
#include "segue/bulk.h"

namespace segue {

class Counts {
 public:
  explicit Counts(const Plan& plan);

  void clear();

  void read(const Lead& lead) {
    ++rows_;
    short_rows_ += lead.was_short ? 1 : 0;
    skipped_ += lead.state == LeadState::kSkipped ? 1 : 0;
  }
  /// `code` lasts.
  void rejected(std::string_view code) { ++rejected_by_code_[code]; }
  /// Every message of a lead was rendered, with these traces.
  void rendered(const Plan& plan, const std::vector<Trace>& traces);

  void add_to(BulkSummary& summary) const;

 private:
  /// How many leads took what for a variable: by Trace's flags, of which there are three.
  using Takes = std::array<std::uint64_t, 8>;

  std::uint64_t rows_ = 0;
  std::uint64_t short_rows_ = 0;
  std::uint64_t skipped_ = 0;
  std::uint64_t rendered_ = 0;
  std::uint64_t messages_ = 0;
  std::uint64_t shortest_ = 0;  ///< of the messages, where there is one
  std::uint64_t longest_ = 0;
  std::uint64_t characters_ = 0;
  std::vector<Takes> variables_;
  std::vector<std::uint8_t> took_;    ///< per variable, of the lead at hand: Trace's flags
  std::vector<std::uint64_t> picks_;  ///< of all variations, one behind the other
  std::map<std::string_view, std::uint64_t> rejected_by_code_;
};

}  // namespace segue
