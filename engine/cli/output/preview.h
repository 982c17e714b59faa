// preview.h: formats a sequence as the conversation that one lead would see.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "display/terminal.h"
#include "segue/sequence.h"
#include "segue/template.h"

namespace segue::cli {

struct PreviewFacts {
  std::string file;      ///< the sequence's name
  std::string picks;     ///< what determines the picks: "seed 0"
  std::string lead;      ///< a line about the lead; may be empty
  RenderingCount first;  ///< of the first message
  /// The policy for unresolved variables. For kFail, the renderings must be those of kKeep, so that there is a text to
  /// show.
  Unresolved unresolved = Unresolved::kFail;
};

///   spring.json   3 steps, 2 messages, 1 day   ·   3 different first messages   ·   seed 0
///
///   day 0   message                                                     85 characters
///           Hi Anna, saw your work at your company
///           ~~ 2 of 3                 ~~~~~~~~~~~~ fallback
///     ⋮     1 day
///   day 1   like
///
/// `renderings` holds one Explanation per message.
std::string preview(const Sequence& sequence, const std::vector<Explanation>& renderings, const PreviewFacts& facts,
                    const display::Terminal& terminal);

}  // namespace segue::cli
