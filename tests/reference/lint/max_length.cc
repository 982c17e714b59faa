#include "reference/plain_linter.h"

namespace segue::reference {

// The whole message, where a rendering has more code points than are allowed, a value counting for several.
void max_length(const PlainText& text, PlainFaults& faults) {
  std::uint64_t length = 0;
  for (const PlainSymbol& symbol : text.symbols) length += symbol.is_value() ? text.settings->value_length : 1;
  if (length > text.settings->max_length) faults.add(text.size(), Severity::kError);
}

}  // namespace segue::reference
