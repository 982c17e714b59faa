// summary_text.cc: see summary_text.h.

#include "cli/output/summary_text.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include <fmt/format.h>

#include "cli/output/rejects.h"
#include "display/display.h"
#include "display/numbers.h"

namespace segue::cli {
namespace {

constexpr std::size_t kLabelWidth = 24;  // a longer name is cut
constexpr std::size_t kBarWidth = 20;
constexpr std::size_t kTextWidth = 32;  // of a fallback or an option
constexpr std::size_t kMaxVariations = 12;
constexpr std::size_t kMaxOptions = 12;
constexpr std::string_view kCellGap = "   ";

/// `part` of `whole` in kBarWidth cells. Only 0 is shown as empty, and only `whole` as full.
std::string bar(std::uint64_t part, std::uint64_t whole, const display::Terminal& terminal) {
  std::size_t full = 0;
  if (whole > 0) {
    const double share = static_cast<double>(part) / static_cast<double>(whole);
    full = static_cast<std::size_t>(std::lround(share * static_cast<double>(kBarWidth)));
    if (part > 0) full = std::max<std::size_t>(full, 1);
    if (part < whole) full = std::min(full, kBarWidth - 1);
  }
  std::string filled, empty;
  for (std::size_t i = 0; i < kBarWidth; ++i) (i < full ? filled : empty) += i < full ? "█" : "░";
  return display::painted(filled, display::Tone::kGood, terminal) +
         display::painted(empty, display::Tone::kQuiet, terminal);
}

/// A line of the lower part: a label and its content.
struct Row {
  std::string label;
  std::string content;
};

Row variable_row(const VariableCount& variable, const display::Terminal& terminal) {
  const std::uint64_t whole = variable.values + variable.fallbacks + variable.unresolved;
  Row row{.label = display::elided(variable.name, kLabelWidth)};
  row.content = bar(variable.values, whole, terminal);
  row.content += fmt::format(" {:>8}", display::percentage(variable.values, whole));
  if (variable.fallbacks > 0) {
    std::string texts;
    for (std::size_t i = 0; i < variable.fallback_texts.size() && i < 3; ++i) {
      texts += (i > 0 ? ", " : " ") + display::quoted(variable.fallback_texts[i], kTextWidth);
    }
    if (variable.fallback_texts.size() > 3) texts += ", …";
    row.content += fmt::format("{}fallback{} {}", kCellGap, texts, display::percentage(variable.fallbacks, whole));
  }
  if (variable.unresolved > 0)
    row.content += fmt::format("{}no value {}", kCellGap, display::percentage(variable.unresolved, whole));
  return row;
}

Row variation_row(const VariationCount& variation, std::size_t number, std::size_t width) {
  const std::uint64_t whole = std::accumulate(variation.picks.begin(), variation.picks.end(), std::uint64_t{0});
  Row row{.label = fmt::format("variation {}", number)};
  const std::size_t shown_options = std::min(variation.options.size(), kMaxOptions);
  std::size_t columns = 0;
  const auto add = [&](const std::string& cell) {
    const std::size_t cell_width = display::shown_width(cell);
    if (columns > 0 && columns + kCellGap.size() + cell_width > width) {
      row.content += '\n';
      columns = 0;
    } else if (columns > 0) {
      row.content += kCellGap;
      columns += kCellGap.size();
    }
    row.content += cell;
    columns += cell_width;
  };
  for (std::size_t i = 0; i < shown_options; ++i) {
    const std::string& option = variation.options[i];
    // Without quotes, an empty option or one with spaces at its ends would look like the gaps.
    const bool needs_quotes = option.empty() || option.front() == ' ' || option.back() == ' ';
    const std::string name = needs_quotes ? display::quoted(option, kTextWidth) : display::elided(option, kTextWidth);
    add(fmt::format("{} {}", name, display::percentage(i < variation.picks.size() ? variation.picks[i] : 0, whole)));
  }
  if (shown_options < variation.options.size()) {
    add(fmt::format("… {} more options", grouped(variation.options.size() - shown_options)));
  }
  return row;
}

std::vector<Row> rows_of(const BulkSummary& summary, const display::Terminal& terminal) {
  std::vector<Row> rows;
  for (const VariableCount& variable : summary.variables) rows.push_back(variable_row(variable, terminal));
  const std::size_t variations = std::min(summary.variations.size(), kMaxVariations);
  constexpr std::size_t kIndent = kLabelWidth + kCellGap.size();
  const std::size_t width = terminal.width > kIndent + 40 ? terminal.width - kIndent : 40;
  for (std::size_t i = 0; i < variations; ++i) rows.push_back(variation_row(summary.variations[i], i + 1, width));
  if (variations < summary.variations.size()) {
    rows.push_back({"", fmt::format("… {} more variations   (--summary FILE lists all of them)",
                                    grouped(summary.variations.size() - variations))});
  }
  if (summary.messages > 0) {
    const std::uint64_t mean = (summary.text_characters + summary.messages / 2) / summary.messages;
    rows.push_back({"text", summary.shortest_text == summary.longest_text
                                ? counted(mean, "character", "characters")
                                : fmt::format("{} – {} characters, {} on average", grouped(summary.shortest_text),
                                              grouped(summary.longest_text), grouped(mean))});
  }
  return rows;
}

std::string rejects_line(const BulkSummary& summary, const RunFacts& facts, const display::Terminal& terminal) {
  std::string kinds;
  for (const auto& [code, count] : summary.rejected_by_code) {
    if (!kinds.empty()) kinds += ", ";
    kinds += counted_rejects(code, count);
  }
  const std::string file = facts.rejects.empty() ? "" : fmt::format(" ({})", display::shown(facts.rejects));
  return fmt::format(
      "{}{}: {}\n",
      display::painted(counted(summary.rejected, "lead rejected", "leads rejected"), display::Tone::kWarning, terminal),
      file, kinds);
}

}  // namespace

std::string summary_text(const BulkSummary& summary, const RunFacts& facts, const display::Terminal& terminal) {
  std::string text = display::painted(fmt::format("{} → {}", counted(summary.rows - summary.skipped, "lead", "leads"),
                                                  counted(summary.messages, "message", "messages")),
                                      display::Tone::kTitle, terminal);
  text += fmt::format("{}{}", kCellGap, display::elapsed(facts.seconds));
  // The rate of a very short run would measure the start, not the leads.
  if (summary.rows > 0 && facts.seconds > 0.01) {
    text += fmt::format("{}{} leads/s", kCellGap, display::rounded(static_cast<double>(summary.rows) / facts.seconds));
  }
  text += '\n';
  if (summary.rejected > 0) text += rejects_line(summary, facts, terminal);
  if (summary.skipped > 0) text += counted(summary.skipped, "blank row", "blank rows") + " skipped\n";
  if (summary.short_rows > 0) {
    text += counted(summary.short_rows, "row", "rows") + " shorter than the header, padded with empty fields\n";
  }
  if (summary.rendered == 0) return text;

  const std::vector<Row> rows = rows_of(summary, terminal);
  std::size_t label_width = 12;
  for (const Row& row : rows) label_width = std::max(label_width, display::shown_width(row.label));
  if (!rows.empty()) text += '\n';
  for (const Row& row : rows) {
    std::string label = display::padded(row.label, label_width);
    std::string_view content = row.content;
    while (true) {
      const std::size_t line_end = content.find('\n');
      text += fmt::format("{}{}{}\n", label, kCellGap, content.substr(0, line_end));
      if (line_end == std::string_view::npos) break;
      content.remove_prefix(line_end + 1);
      label.assign(label_width, ' ');
    }
  }
  return text;
}

}  // namespace segue::cli
