// lead_options.cc: see lead_options.h.

#include "cli/lead_options.h"

#include <algorithm>
#include <variant>

#include <fmt/format.h>

#include "base/near_miss.h"
#include "cli/files.h"
#include "segue/bulk.h"

namespace segue::cli {

Complaint take_leads_format(SharedOptions& options, std::string_view value) {
  return keep(options.leads_format,
              read_choice<LeadFormat>(
                  value, {{"csv", LeadFormat::kCsv}, {"tsv", LeadFormat::kTsv}, {"ndjson", LeadFormat::kNdjson}}));
}

Complaint take_map(SharedOptions& options, std::string_view value) {
  auto pair = read_pair(value, "VARIABLE=COLUMN");
  if (!pair) return pair.errors().front().message;
  for (const auto& [variable, column] : options.map) {
    if (variable == pair->first)
      return fmt::format("\"{}\" is mapped twice, to \"{}\" and to \"{}\"", variable, column, pair->second);
  }
  options.map.push_back(*std::move(pair));
  return {};
}

Complaint take_unresolved(SharedOptions& options, std::string_view value) {
  return keep(options.unresolved,
              read_choice<Unresolved>(
                  value, {{"fail", Unresolved::kFail}, {"empty", Unresolved::kEmpty}, {"keep", Unresolved::kKeep}}));
}

std::vector<std::string> null_values_of(const SharedOptions& options) {
  std::vector<std::string> values;
  if (options.spreadsheet_nulls) values.assign(std::begin(kSpreadsheetNulls), std::end(kSpreadsheetNulls));
  values.insert(values.end(), options.null_values.begin(), options.null_values.end());
  return values;
}

Result<LeadFormat> format_of(const SharedOptions& options) {
  if (options.leads_format) return *options.leads_format;
  const std::string& path = options.leads;
  if (has_ending(path, ".gz") || has_ending(path, ".zst")) {
    return usage_error(
        fmt::format("{} is compressed, which this version does not read; decompress it into a pipe: "
                    "{} | segue … --leads -",
                    path, has_ending(path, ".gz") ? "zcat " + path : "zstdcat " + path));
  }
  if (has_ending(path, ".tsv")) return LeadFormat::kTsv;
  if (has_ending(path, ".ndjson") || has_ending(path, ".jsonl")) return LeadFormat::kNdjson;
  // Standard input and a shell's <(…) have no extension.
  if (has_ending(path, ".csv") || path == "-" || path.starts_with("/dev/")) return LeadFormat::kCsv;
  return usage_error(
      fmt::format("cannot tell the format of {} from its name; add --leads-format csv, tsv or ndjson", path));
}

std::optional<Error> misdirected_map(const SharedOptions& options, const Document& document) {
  if (options.map.empty()) return std::nullopt;
  const std::vector<std::string> names = document.sequence.variables();
  const std::vector<std::string_view> known(names.begin(), names.end());
  for (const auto& [variable, column] : options.map) {
    if (std::find(known.begin(), known.end(), variable) != known.end()) continue;
    const auto meant = near_miss(variable, known);
    return usage_error(fmt::format("--map: {} has no variable \"{}\"{}", document.name, variable,
                                   meant ? fmt::format("; did you mean \"{}\"?", *meant) : ""));
  }
  return std::nullopt;
}

}  // namespace segue::cli
