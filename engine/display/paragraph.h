// paragraph.h: formats a message about a place in a document.
//
//   spring.json:3:31: warning T003 zero-delay
//     |
//   3 |     { "type": "delay", "data": { "delaySeconds": 0 } },
//     |                                                  ^
//     = step 2 is a delay of zero
//     = give it a length, or remove the step
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
  std::string_view source;  ///< empty for no excerpt
  Range range;
  std::string_view level;  ///< "error"
  Tone tone = Tone::kError;
  std::string_view code;
  std::string_view name;            ///< the code in words; may be empty
  std::string_view message;         ///< "what is wrong; what to do", shown on two lines
  std::vector<std::string> more{};  ///< more sentences, safe to show
  std::string_view pointer;         ///< empty if there is none
};

/// The lines, each with a line break at its end. Uses colours only if the terminal has them.
std::string format_paragraph(const Paragraph& paragraph, const Terminal& terminal);

}  // namespace segue::display
