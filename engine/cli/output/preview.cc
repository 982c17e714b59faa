// preview.cc: see preview.h.

#include "cli/output/preview.h"

#include <algorithm>
#include <cstdint>
#include <variant>

#include <fmt/format.h>

#include "base/duration.h"
#include "base/utf8.h"
#include "cli/output/annotated_text.h"
#include "display/display.h"
#include "display/numbers.h"

namespace segue::cli {
namespace {

constexpr std::string_view kGap = "   ";

/// A label for each range of the text that is an option, a fallback or an unresolved variable.
std::vector<Annotation> annotations_of(const Message& message, const Explanation& rendering) {
  std::vector<Annotation> annotations;
  for (const SegmentRange& range : rendering.ranges) {
    const Segment& segment = message.segments[range.segment];
    Annotation annotation{.begin = range.begin, .end = range.end};
    const bool is_empty = range.begin == range.end;
    if (range.option) {
      const std::size_t options = std::get<Variation>(segment.content).options.size();
      annotation.label = fmt::format("{} of {}{}", grouped(std::uint64_t{*range.option} + 1), grouped(options),
                                     is_empty ? ", empty" : "");
    } else if (range.variable == Trace::kTookFallback) {
      annotation.label = is_empty ? "empty fallback" : "fallback";
      annotation.tone = display::Tone::kWarning;
    } else if (range.variable == Trace::kWasUnresolved) {
      const std::string& name = std::get<Variable>(segment.content).name;
      annotation.label = is_empty ? fmt::format("no value for {}", display::elided(name, 30)) : "no value, no fallback";
      annotation.tone = display::Tone::kError;
    } else {
      continue;
    }
    annotations.push_back(std::move(annotation));
  }
  return annotations;
}

std::string title(const Sequence& sequence, const PreviewFacts& facts, std::uint64_t all_seconds,
                  const display::Terminal& terminal) {
  const std::size_t messages = sequence.messages().size();
  std::string counts =
      fmt::format("{}, {}", counted(sequence.steps.size(), "step", "steps"), counted(messages, "message", "messages"));
  if (all_seconds > 0) counts += ", " + format_duration(all_seconds);
  std::vector<std::string> parts = {fmt::format("{}{}{}", display::shown(facts.file), kGap, counts)};
  if (messages > 0 && facts.first.value == 1) parts.emplace_back("one first message for all");
  if (messages > 0 && facts.first.value > 1) {
    parts.emplace_back(fmt::format("{}{} different first messages", facts.first.exact ? "" : "more than ",
                                   grouped(facts.first.value)));
  }
  if (!facts.picks.empty()) parts.push_back(facts.picks);

  std::string text;
  std::size_t columns = 0;
  for (const std::string& part : parts) {
    const std::size_t width = display::shown_width(part);
    if (columns == 0) {
      text = display::painted(display::shown(facts.file), display::Tone::kTitle, terminal) +
             part.substr(display::shown(facts.file).size());
    } else if (columns + 7 + width > terminal.width) {
      text += "\n" + part;
      columns = 0;
    } else {
      text += fmt::format("{}·{}{}", kGap, kGap, part);
      columns += 7;
    }
    columns += width;
  }
  return text + '\n';
}

/// A line of `width` columns with `left` at its start and `right` at its end.
std::string spread(const std::string& left, std::size_t left_width, const std::string& right, std::size_t right_width,
                   std::size_t width) {
  const std::size_t used = left_width + right_width;
  return left + std::string(width > used + 2 ? width - used : 2, ' ') + right + '\n';
}

std::string names(const std::vector<std::string>& all) {
  std::string text;
  for (const std::string& name : all) text += (text.empty() ? "" : ", ") + display::elided(name, 60);
  return text;
}

/// The layout of the steps: moments on the left, texts on the right.
struct Columns {
  std::size_t moment = 0;
  std::size_t text = 0;   ///< where texts start
  std::size_t width = 0;  ///< of a text
  std::size_t edge = 0;   ///< the last column in use
};

Columns columns_of(const Sequence& sequence, const std::vector<Explanation>& renderings,
                   const display::Terminal& terminal) {
  constexpr std::size_t kMinText = 32;
  constexpr std::size_t kMinEdge = 60;
  Columns columns;
  std::uint64_t after = 0;
  for (const Step& step : sequence.steps) {
    if (const auto* delay = std::get_if<Delay>(&step.action)) {
      after += seconds_of(delay->duration);
    } else {
      columns.moment = std::max(columns.moment, display::moment(after).size());
    }
  }
  columns.moment = std::max<std::size_t>(columns.moment, 5);
  columns.text = columns.moment + kGap.size();
  columns.width = std::max(kMinText, terminal.width - std::min(terminal.width, columns.text));
  columns.edge = std::min(kMinEdge, columns.text + columns.width);
  for (const Explanation& rendering : renderings) {
    columns.edge = std::max(columns.edge, columns.text + widest_line(rendering.text, columns.width));
  }
  return columns;
}

std::string message_step(const Message& message, const Explanation& rendering, const std::string& when,
                         const Columns& columns, const PreviewFacts& facts, const display::Terminal& terminal) {
  std::string left = display::padded(when, columns.text) + "message";
  const std::size_t left_width = columns.text + 7;
  const std::string margin(columns.text, ' ');
  if (rendering.status == RenderStatus::kTooLong) {
    return left + kGap.data() +
           display::painted("longer than the limit   (--set max-message=SIZE)", display::Tone::kError, terminal) + '\n';
  }
  const bool is_not_sent = facts.unresolved == Unresolved::kFail && !rendering.unresolved.empty();
  const std::string right = is_not_sent ? "not sent" : counted(utf8::count(rendering.text), "character", "characters");
  std::string text = spread(
      left, left_width, display::painted(right, is_not_sent ? display::Tone::kError : display::Tone::kQuiet, terminal),
      right.size(), columns.edge);
  const std::vector<Annotation> annotations = annotations_of(message, rendering);
  for (const std::string& line : annotated_text(rendering.text, annotations, columns.width, terminal)) {
    text += line.empty() ? "\n" : margin + line + '\n';
  }
  if (is_not_sent) {
    text += margin +
            display::painted(fmt::format("= no value and no fallback: {}", names(rendering.unresolved)),
                             display::Tone::kError, terminal) +
            '\n';
  }
  return text;
}

}  // namespace

std::string preview(const Sequence& sequence, const std::vector<Explanation>& renderings, const PreviewFacts& facts,
                    const display::Terminal& terminal) {
  std::uint64_t all_seconds = 0;
  for (const Step& step : sequence.steps) {
    if (const auto* delay = std::get_if<Delay>(&step.action)) all_seconds += seconds_of(delay->duration);
  }
  std::string text = title(sequence, facts, all_seconds, terminal);
  if (!facts.lead.empty()) {
    for (const std::string& line : display::wrapped(facts.lead, terminal.width)) {
      text += display::painted(line, display::Tone::kQuiet, terminal) + '\n';
    }
  }
  text += '\n';

  const Columns columns = columns_of(sequence, renderings, terminal);
  std::uint64_t after = 0;
  std::size_t message_index = 0;
  for (const Step& step : sequence.steps) {
    if (const auto* delay = std::get_if<Delay>(&step.action)) {
      after += seconds_of(delay->duration);
      text += display::painted(display::padded("  ⋮", columns.text) + format_duration(seconds_of(delay->duration)),
                               display::Tone::kQuiet, terminal) +
              '\n';
    } else if (const auto* message = std::get_if<Message>(&step.action)) {
      text += message_step(*message, renderings[message_index++], display::moment(after), columns, facts, terminal);
    } else {
      text += display::padded(display::moment(after), columns.text) + "like\n";
    }
  }
  return text;
}

}  // namespace segue::cli
