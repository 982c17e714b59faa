// paragraph.h: something that is said of a place in a document, as a person reads it.
//
//   spring.json:3:31: warning T003 zero-delay
//     |
//   3 |     { "type": "delay", "data": { "delaySeconds": 0 } },
//     |                                                  ^
//     = step 2 is a delay of zero
//     = say how long it is meant to be, or take the step away
//     = at /steps/1/data/delaySeconds

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "display/terminal.h"
#include "segue/result.h"

namespace segue::display {

struct Paragraph {
  std::string_view file;
  std::string_view source;  ///< empty: without an excerpt
  Range range;
  std::string_view level;  ///< "error"
  Tone tone = Tone::kError;
  std::string_view code;
  std::string_view name;            ///< empty, or the code in words
  std::string_view message;         ///< what it is; what to do: a line each
  std::vector<std::string> more{};  ///< further sentences, fit to be shown
  std::string_view pointer;         ///< empty: not told
};

/// The lines, with a line break behind each; escapes for colours only where the terminal has them.
std::string written(const Paragraph& paragraph, const Terminal& terminal);

}  // namespace segue::display
