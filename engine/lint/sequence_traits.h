// sequence_traits.h: what the sequence as a whole says about how its texts are to be read. Each trait is worked out
// when a rule first asks for it, and kept for the other messages.

#pragma once

#include <optional>

#include "lint/views.h"

namespace segue::lint {

class SequenceTraits {
 public:
  /// The views must outlive it.
  explicit SequenceTraits(const SequenceView& sequence) : sequence_(sequence) {}

  /// Whether some text has a space or a no-break space before ; : ! or ?, as French is typed.
  bool types_space_before_marks();

 private:
  const SequenceView& sequence_;
  std::optional<bool> types_space_before_marks_;
};

}  // namespace segue::lint
