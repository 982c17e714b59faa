// Any message into the text rules and their slow, obvious forms: codes, places, levels and witnesses must agree.
//
// An input is a sequence that a person can write, a segment a line: `=text` is static, `?name|fallback` a variable
// (`?name` one without fallback), `/one/two` a variation; an empty line begins the next message, `\n` is a line break.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "reference/compare_linters.h"
#include "require.h"
#include "segue/lint.h"
#include "segue/sequence.h"

namespace {

using namespace segue;

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::string unescaped(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_break = text[i] == '\\' && i + 1 < text.size() && text[i + 1] == 'n';
    result += is_break ? '\n' : text[i];
    if (is_break) ++i;
  }
  return result;
}

/// The segment of one line; false: it is none.
bool read_segment(std::string_view line, Segment& segment) {
  const std::string_view rest = line.substr(1);
  switch (line.front()) {
    case '=':
      segment.content = Static{unescaped(rest)};
      return true;
    case '?': {
      const std::size_t bar = rest.find('|');
      Variable variable{std::string(rest.substr(0, bar)), std::nullopt};
      if (bar != std::string_view::npos) variable.fallback = unescaped(rest.substr(bar + 1));
      segment.content = std::move(variable);
      return true;
    }
    case '/': {
      Variation variation;
      for (const std::string_view option : split(rest, '/')) variation.options.push_back(unescaped(option));
      segment.content = std::move(variation);
      return true;
    }
    default:
      return false;
  }
}

Sequence sequence_of(std::string_view text) {
  Sequence sequence;
  sequence.shape = Shape::kSteps;
  Message message;
  const auto finish = [&] {
    Step step;
    step.action = std::exchange(message, {});
    sequence.steps.push_back(std::move(step));
  };
  for (const std::string_view line : split(text, '\n')) {
    Segment segment;
    if (line.empty()) {
      finish();
    } else if (read_segment(line, segment)) {
      message.segments.push_back(std::move(segment));
    }
  }
  finish();
  return sequence;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kMostBytes = 400;
  constexpr std::size_t kMostRenderings = 64;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (size > kMostBytes || !utf8::valid(text)) return 0;
  LintSettings settings;
  settings.forbidden_phrases = {"the hour", "Hi", "big deal"};
  settings.required_phrases = {"post", "hi there"};
  settings.max_length = 40;
  settings.value_length = 7;
  const std::string difference = reference::disagreement(sequence_of(text), settings, kMostRenderings);
  require(difference.empty(), difference.c_str());
  return 0;
}
