#include <algorithm>

#include "base/unicode.h"
#include "reference/plain_linter.h"

namespace segue::reference {

// A text that is not blank begins or ends with white space: the places are its first and its last symbol.
void outer_space(const PlainText& text, PlainFaults& faults) {
  const auto is = [](const PlainSymbol& symbol, unicode::Properties wanted) {
    return !symbol.is_value() && (unicode::properties(symbol.c) & wanted) != 0;
  };
  const bool is_blank = std::all_of(text.symbols.begin(), text.symbols.end(),
                                    [&](const PlainSymbol& symbol) { return is(symbol, unicode::kInvisible); });
  if (is_blank) return;
  if (is(text[0], unicode::kWhite)) faults.add(0, Severity::kInformation);
  if (is(text[text.size() - 1], unicode::kWhite)) faults.add(text.size() - 1, Severity::kInformation);
}

}  // namespace segue::reference
