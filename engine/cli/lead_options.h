// lead_options.h: the options that render and preview share: leads, picks, missing values.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/document.h"
#include "cli/flags.h"
#include "cli/settings.h"
#include "segue/leads.h"
#include "segue/template.h"

namespace segue::cli {

struct SharedOptions {
  std::string leads;
  std::optional<LeadFormat> leads_format;
  std::string seed = "0";
  std::string key;
  std::vector<std::pair<std::string, std::string>> map;
  Unresolved unresolved = Unresolved::kFail;
  bool trim = true;
  bool spreadsheet_nulls = true;
  std::vector<std::string> null_values;
  Settings settings;
};

// Their flags, for a command's table.

inline constexpr std::string_view kLeadsGroup = "Leads";
inline constexpr std::string_view kTextGroup = "Text";

Complaint take_leads_format(SharedOptions& options, std::string_view value);
Complaint take_map(SharedOptions& options, std::string_view value);
Complaint take_unresolved(SharedOptions& options, std::string_view value);

template <class Options, const std::string_view& group = kLeadsGroup>
constexpr Flag<Options> kLeadsFormatFlag = {
    {"--leads-format", "FORMAT", "csv, tsv or ndjson (default: by the file's extension; csv for -)", group},
    [](Options& options, std::string_view value) { return take_leads_format(options, value); }};

template <class Options, const std::string_view& group = kLeadsGroup>
constexpr Flag<Options> kMapFlag = {
    {"--map", "VARIABLE=COLUMN",
     "the column with a variable's values (default: the column of the same name, ignoring "
     "case, spaces, - and _)",
     group, true},
    [](Options& options, std::string_view value) { return take_map(options, value); }};

template <class Options>
constexpr Flag<Options> kNoTrimFlag = {{"--no-trim", "", "keep white space around values", kTextGroup},
                                       lower<&Options::trim>};

template <class Options>
constexpr Flag<Options> kNullValueFlag = {
    {"--null-value", "TEXT",
     "another value that counts as blank, besides #N/A #REF! #VALUE! #NAME? #DIV/0! N/A "
     "undefined",
     kTextGroup, true},
    append<&Options::null_values>};

template <class Options>
constexpr Flag<Options> kNoNullValuesFlag = {
    {"--no-null-values", "", "count none of those as blank, only what --null-value adds", kTextGroup},
    lower<&Options::spreadsheet_nulls>};

template <class Options>
constexpr Flag<Options> kUnresolvedFlag = {
    {"--unresolved", "POLICY",
     "for a variable with neither value nor fallback: fail (write no message; the default), "
     "empty (leave it out) or keep (write {{name}})",
     kTextGroup},
    [](Options& options, std::string_view value) { return take_unresolved(options, value); }};

/// The null values that the flags select.
std::vector<std::string> null_values_of(const SharedOptions& options);

/// The format of the leads, by flag or by extension. Fails with code usage for an unknown extension.
Result<LeadFormat> format_of(const SharedOptions& options);

/// The error (code usage) of a --map for a variable that the sequence does not have, if there is one.
std::optional<Error> misdirected_map(const SharedOptions& options, const Document& document);

}  // namespace segue::cli
