// errors.cc: see errors.h.

#include "cli/output/errors.h"

#include <fmt/format.h>

#include "base/format_text.h"
#include "display/display.h"
#include "display/paragraph.h"

namespace segue::cli {

std::string document_errors(const std::vector<Error>& errors, std::string_view file, std::string_view source,
                            const display::Terminal& terminal) {
  std::string text;
  for (const Error& error : errors) {
    const display::Paragraph paragraph = {.file = file,
                                          .source = source,
                                          .range = error.range,
                                          .level = "error",
                                          .tone = display::Tone::kError,
                                          .code = error.code,
                                          .name = error.name,
                                          .message = error.message,
                                          .pointer = error.pointer};
    text += display::format_paragraph(paragraph, terminal) + '\n';
  }
  text += fmt::format("{} in {}\n", counted(errors.size(), "error", "errors"), display::shown(file));
  return text;
}

}  // namespace segue::cli
