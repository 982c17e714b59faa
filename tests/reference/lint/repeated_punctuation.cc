#include "reference/plain_linter.h"

namespace segue::reference {

// `!!`, `??`, `,,` or four dots and more. The place is the second mark of a run, of dots the fourth; what comes behind
// it in the same run is no further fault.
void repeated_punctuation(const PlainText& text, PlainFaults& faults) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::uint32_t c = text[i].c;
    if (c != '!' && c != '?' && c != ',' && c != '.') continue;
    std::ptrdiff_t first = static_cast<std::ptrdiff_t>(i);
    while (text.at(first - 1) == c) --first;
    const std::ptrdiff_t place = first + (c == '.' ? 3 : 1);
    if (place == static_cast<std::ptrdiff_t>(i)) faults.add(i, Severity::kInformation);
  }
}

}  // namespace segue::reference
