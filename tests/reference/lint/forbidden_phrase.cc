#include "reference/lint/whole_phrases.h"
#include "reference/plain_linter.h"

namespace segue::reference {

// A phrase as whole words, case ignored. The place is its last character.
void forbidden_phrase(const PlainText& text, PlainFaults& faults) {
  for (const std::string& phrase : text.settings->forbidden_phrases) {
    for (const std::size_t end : ends_of(text, phrase)) faults.add(end - 1, Severity::kWarning);
  }
}

}  // namespace segue::reference
