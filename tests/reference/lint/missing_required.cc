#include <algorithm>

#include "reference/lint/whole_phrases.h"
#include "reference/plain_linter.h"

namespace segue::reference {

// The whole message, where no required phrase stands in it.
void missing_required(const PlainText& text, PlainFaults& faults) {
  const auto& required = text.settings->required_phrases;
  if (required.empty()) return;
  const bool has_one = std::any_of(required.begin(), required.end(),
                                   [&](const std::string& phrase) { return !ends_of(text, phrase).empty(); });
  if (!has_one) faults.add(text.size(), Severity::kWarning);
}

}  // namespace segue::reference
