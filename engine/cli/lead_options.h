// lead_options.h: what render and preview have in common: which leads, which picks, what becomes of blanks.

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

// The flags for them, to be put into a command's table.

inline constexpr std::string_view kLeadsGroup = "Leads";
inline constexpr std::string_view kTextGroup = "Text";

Complaint take_leads_format(SharedOptions& options, std::string_view value);
Complaint take_map(SharedOptions& options, std::string_view value);
Complaint take_unresolved(SharedOptions& options, std::string_view value);

template <class Options, const std::string_view& group = kLeadsGroup>
constexpr Flag<Options> kLeadsFormatFlag = {
    {"--leads-format", "FORMAT", "csv, tsv or ndjson; by default what the file's name says, csv for -", group},
    [](Options& options, std::string_view value) { return take_leads_format(options, value); }};

template <class Options, const std::string_view& group = kLeadsGroup>
constexpr Flag<Options> kMapFlag = {
    {"--map", "VARIABLE=COLUMN",
     "where a variable finds its values; by default the column of its name, with any case "
     "and with - _ or spaces",
     group, true},
    [](Options& options, std::string_view value) { return take_map(options, value); }};

template <class Options>
constexpr Flag<Options> kNoTrimFlag = {{"--no-trim", "", "keep the white space around values", kTextGroup},
                                       lower<&Options::trim>};

template <class Options>
constexpr Flag<Options> kNullValueFlag = {
    {"--null-value", "TEXT",
     "one more value that counts as blank, beside #N/A #REF! #VALUE! #NAME? #DIV/0! N/A "
     "undefined",
     kTextGroup, true},
    append<&Options::null_values>};

template <class Options>
constexpr Flag<Options> kNoNullValuesFlag = {
    {"--no-null-values", "", "none of those counts as blank; --null-value still does", kTextGroup},
    lower<&Options::spreadsheet_nulls>};

template <class Options>
constexpr Flag<Options> kUnresolvedFlag = {
    {"--unresolved", "POLICY",
     "a variable with neither value nor fallback: fail (no message; the default), empty "
     "(nothing in its place), keep ({{name}})",
     kTextGroup},
    [](Options& options, std::string_view value) { return take_unresolved(options, value); }};

/// The null values that the flags ask for.
std::vector<std::string> null_values_of(const SharedOptions& options);

/// The format of the leads, by flag or by name. Refuses (usage) a name that does not tell.
Result<LeadFormat> format_of(const SharedOptions& options);

/// The variables of a sequence, once each, in order of first use.
std::vector<std::string> variables_of(const Sequence& sequence);

/// Refuses (usage) a --map for a variable that the sequence does not have.
std::optional<Error> misdirected_map(const SharedOptions& options, const Document& document);

}  // namespace segue::cli
