// paragraph.cc: see paragraph.h.

#include "display/paragraph.h"

#include <algorithm>

#include <fmt/format.h>

#include "display/display.h"
#include "display/excerpt.h"

namespace segue::display {

std::string format_paragraph(const Paragraph& paragraph, const Terminal& terminal) {
  constexpr std::size_t kMaxExcerptWidth = 100;
  constexpr std::size_t kMinWidth = 20;
  const Position& place = paragraph.range.begin;
  std::string text =
      painted(fmt::format("{}:{}:{}:", shown(paragraph.file), place.line, place.column), Tone::kTitle, terminal);
  text += ' ' + painted(paragraph.level, paragraph.tone, terminal) + ' ' + shown(paragraph.code);
  if (!paragraph.name.empty() && paragraph.name != paragraph.code) text += ' ' + shown(paragraph.name);
  text += '\n';

  const std::string number = fmt::format("{}", place.line);
  const std::string margin(number.size(), ' ');
  const std::size_t indent = number.size() + 3;  // "14 | "
  const std::size_t width = terminal.width > indent + kMinWidth ? terminal.width - indent : kMinWidth;
  if (!paragraph.source.empty()) {
    const Excerpt part = excerpt(paragraph.source, paragraph.range, std::min(kMaxExcerptWidth, width));
    const std::string bar = painted("|", Tone::kQuiet, terminal);
    text += fmt::format("{} {}\n", margin, bar);
    text += fmt::format("{} {} {}\n", painted(number, Tone::kQuiet, terminal), bar, part.line);
    text += fmt::format("{} {} {}{}\n", margin, bar, std::string(part.mark, ' '),
                        painted(std::string(part.mark_width, '^'), paragraph.tone, terminal));
  }
  std::vector<std::string> sentences;
  const std::size_t advice = paragraph.message.rfind("; ");
  sentences.push_back(shown(paragraph.message.substr(0, advice)));
  if (advice != std::string_view::npos) sentences.push_back(shown(paragraph.message.substr(advice + 2)));
  sentences.insert(sentences.end(), paragraph.more.begin(), paragraph.more.end());
  for (const std::string& sentence : sentences) {
    std::string prefix = margin + " = ";
    for (const std::string& line : wrapped(sentence, width)) {
      text += prefix + line + '\n';
      prefix = margin + "   ";
    }
  }
  if (!paragraph.pointer.empty()) {
    text += painted(fmt::format("{} = at {}", margin, shown(paragraph.pointer)), Tone::kQuiet, terminal) + '\n';
  }
  return text;
}

}  // namespace segue::display
