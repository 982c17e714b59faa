// counts.h: what became of the leads of one chunk, to be added to the summary of the run.

#pragma once

#include <algorithm>
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
    short_rows_ += lead.was_short;
    skipped_ += lead.state == LeadState::kSkipped;
  }
  /// `code` lasts.
  void rejected(std::string_view code) { ++rejected_by_code_[code]; }
  /// Every message of a lead was rendered, with these traces. However many messages have it, a variable counts once.
  [[gnu::always_inline]] void rendered(const Plan& plan, const std::vector<Trace>& traces) {
    const bool is_only_one = traces.size() == 1;
    if (!is_only_one) std::fill(took_.begin(), took_.end(), std::uint8_t{0});
    const PlannedMessage* message = plan.messages.data();
    for (const Trace& trace : traces) {
      const std::uint32_t* variable = message->variables.data();
      for (const std::uint8_t took : trace.variables) {
        if (is_only_one) {
          ++variables_[*variable][took % kFlags];
        } else {
          took_[*variable] |= took;
        }
        ++variable;
      }
      const std::size_t* first = message->first_options.data();
      for (const std::uint32_t pick : trace.picks) ++picks_[*first++ + pick];
      shortest_ = std::min<std::uint64_t>(shortest_, trace.characters);
      longest_ = std::max<std::uint64_t>(longest_, trace.characters);
      characters_ += trace.characters;
      ++message;
    }
    messages_ += traces.size();
    ++rendered_;
    for (std::size_t v = 0; v < took_.size() && !is_only_one; ++v) ++variables_[v][took_[v] % kFlags];
  }

  void add_to(BulkSummary& summary) const;

 private:
  /// How many leads took what for a variable: by Trace's flags, of which there are three.
  static constexpr std::size_t kFlags = 8;
  using Takes = std::array<std::uint64_t, kFlags>;

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
