// column_notes.cc: see column_notes.h.

#include "cli/column_notes.h"

#include <algorithm>
#include <variant>

#include <fmt/format.h>

#include "display/display.h"

namespace segue::cli {
namespace {

/// What a variable without a value renders as.
struct Substitutes {
  std::vector<std::string> fallbacks;  // distinct
  bool has_bare = false;               // a segment without a fallback
};

Substitutes substitutes_of(std::string_view name, const Sequence& sequence) {
  Substitutes found;
  for (const Message* message : sequence.messages()) {
    for (const Segment& segment : message->segments) {
      const auto* variable = std::get_if<Variable>(&segment.content);
      if (variable == nullptr || variable->name != name) continue;
      if (!variable->fallback) {
        found.has_bare = true;
      } else if (std::find(found.fallbacks.begin(), found.fallbacks.end(), *variable->fallback) ==
                 found.fallbacks.end()) {
        found.fallbacks.push_back(*variable->fallback);
      }
    }
  }
  return found;
}

std::string consequence(std::string_view name, const Substitutes& substitutes, Unresolved policy) {
  if (substitutes.has_bare && policy == Unresolved::kFail) return "it has no fallback, so every lead is rejected";
  std::string quoted;
  for (const std::string& fallback : substitutes.fallbacks) {
    quoted += (quoted.empty() ? "" : " or ") + display::quoted(fallback);
  }
  if (!substitutes.has_bare) return "every lead gets the fallback " + quoted;
  const std::string bare = policy == Unresolved::kEmpty ? "an empty text" : fmt::format("{{{{{}}}}}", name);
  if (quoted.empty()) return fmt::format("every lead gets {}", bare);
  return fmt::format("every lead gets the fallback {} or {}", quoted, bare);
}

/// Quotes `text` for a shell if it needs quotes.
std::string shell_quoted(const std::string& text) {
  const bool is_plain = !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("_-.,:/=@+").find(c) != std::string_view::npos;
  });
  if (is_plain) return text;
  std::string word = "'";
  for (const char c : text) word += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return word + "'";
}

/// The first unused column: a guess for a variable without a column.
std::string unused_column(const LeadHeader& leads) {
  const auto taken = leads.variable_columns;
  for (const std::string& column : leads.columns) {
    if (column.empty() || column == leads.key_column) continue;
    if (std::find(taken.begin(), taken.end(), column) == taken.end()) return column;
  }
  return "COLUMN";
}

std::string column_list(std::span<const std::string> columns) {
  constexpr std::size_t kMaxListed = 12;
  std::string text;
  for (std::size_t i = 0; i < columns.size() && i < kMaxListed; ++i) {
    text += (i > 0 ? ", " : "") + display::elided(columns[i], 32);
  }
  if (columns.size() > kMaxListed) text += fmt::format(", … {} more", columns.size() - kMaxListed);
  return text;
}

}  // namespace

std::vector<std::string> column_notes(const Sequence& sequence, const LeadHeader& leads, const SharedOptions& options,
                                      std::string_view leads_name) {
  std::vector<std::string> notes;
  const auto columns = leads.columns;
  if (columns.empty()) return notes;
  const std::vector<std::string> variables = sequence.variables();
  const auto found = leads.variable_columns;
  for (std::size_t i = 0; i < variables.size() && i < found.size(); ++i) {
    const std::string& name = variables[i];
    const bool is_mapped =
        std::any_of(options.map.begin(), options.map.end(), [&](const auto& pair) { return pair.first == name; });
    if (found[i].empty()) {
      notes.push_back(fmt::format("{} has no column for {}: {}\ncolumns: {}     map one with  --map {}", leads_name,
                                  display::quoted(name),
                                  consequence(name, substitutes_of(name, sequence), options.unresolved),
                                  column_list(columns), shell_quoted(name + "=" + unused_column(leads))));
    } else if (found[i] != name && !is_mapped) {
      notes.push_back(
          fmt::format("{} is read from the column {}", display::elided(name, 60), display::quoted(found[i])));
    }
  }
  return notes;
}

}  // namespace segue::cli
