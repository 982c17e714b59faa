#include "lint/rule.h"

#include "base/utf8.h"

namespace segue::lint {

std::string name_of(const StepView& step) {
  if (step.number > 0) return fmt::format("message {}", step.number);
  return fmt::format("step {}", step.index + 1);
}

std::string name_of(const SegmentView& segment) {
  return fmt::format("{}, segment {}", name_of(segment.step), segment.index + 1);
}

std::string quoted(std::string_view text) {
  constexpr std::size_t kMost = 40;
  std::string quote = "\"";
  std::size_t at = 0;
  for (std::size_t count = 0; at < text.size() && count < kMost; ++count) {
    const utf8::CodePoint point = utf8::decode(text, at);
    if (point.value == '\n') {  // a message stays one line
      quote += "\\n";
    } else if (point.value < 0x20) {
      quote += fmt::format("\\x{:02x}", point.value);
    } else {
      quote += text.substr(at, point.size);
    }
    at += point.size;
  }
  return quote + (at < text.size() ? "…\"" : "\"");
}

std::string ascii_lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

}  // namespace segue::lint
