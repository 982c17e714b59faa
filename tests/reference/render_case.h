// render_case.h: a rendering as a few lines that a person can read. Golden cases are written so, and the render
// fuzzer reads whatever it makes up in the same way.
//
//   static Hi
//   variable first-name = there        (without "= …": no fallback)
//   variation , | ;                     (options between " | ")
//   value first-name = Anna             (of the lead)
//   key lead-1                          seed 7          message 2
//   policy fail|empty|keep              null N/A        untrimmed
//   picks 1 0  /  row 5  /  rendering 3 (how options are chosen; else by the key)
//   ---
//   what comes out
//
// Within a text \n is a line break and \\ a backslash. Lines that say nothing of this are passed over.

#pragma once

#include <string>
#include <string_view>

#include "reference/plain_renderer.h"
#include "segue/sequence.h"

namespace segue::reference {

struct RenderCase {
  Message message;
  Request request;
  std::string expected;  ///< what stands below the line
};

RenderCase parse_render_case(std::string_view text);

/// What came out, as it is written below the line: the text and what became of variables and variations.
std::string describe(const Answer& answer);

/// The engine's Answer to the same request.
Answer render_by_engine(const Message& message, const Request& request, Encoding encoding);

}  // namespace segue::reference
