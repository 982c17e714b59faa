// lead_values.cc: see lead_values.h.

#include "cli/lead_values.h"

#include <algorithm>

#include <fmt/format.h>

#include "cli/files.h"
#include "display/numbers.h"
#include "segue/leads.h"

namespace segue::cli {
namespace {

LeadValues copy_of(const Lead& lead) {
  LeadValues copy{.key = std::string(lead.key), .has_key = true};
  for (const std::string_view value : lead.values) copy.values.emplace_back(value);
  return copy;
}

constexpr std::string_view kNoKey = "no-key";
constexpr std::string_view kBlankKey = "blank-key";

struct JsonLead {
  std::string line;
  LeadOptions options;
};

/// Reads the object as a list of one line.
Result<LeadValues> only_lead(const JsonLead& json) {
  const auto source = memory_source(json.line, "--lead");
  auto reader = LeadReader::open(*source, json.options);
  if (!reader) return reader.errors();
  Lead lead;
  if (!reader->next(lead)) return usage_error("--lead: expected a JSON object such as '{\"first-name\":\"Anna\"}'");
  if (lead.state == LeadState::kRejected) {
    return Error{.code = std::string(lead.code),
                 .name = std::string(lead.code),
                 .message = fmt::format("--lead: {}; expected a JSON object such as '{{\"first-name\":\"Anna\"}}'",
                                        lead.message)};
  }
  return copy_of(lead);
}

}  // namespace

Result<LeadValues> lead_from_json(const std::string& text, const std::vector<std::string>& variables,
                                  const SharedOptions& options) {
  JsonLead json = {.line = text,
                   .options = {.format = LeadFormat::kNdjson,
                               .variables = variables,
                               .columns = options.map,
                               .max_record = text.size() + 1}};
  // JSON allows line breaks only between tokens, where a space does as well.
  std::replace_if(
      json.line.begin(), json.line.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  if (json.line.find_first_not_of(" \t") == std::string::npos) {
    return usage_error("--lead: expected a JSON object such as '{\"first-name\":\"Anna\"}', found nothing");
  }
  auto lead = only_lead(json);
  const bool lacks_key = !lead && (lead.errors().front().code == kNoKey || lead.errors().front().code == kBlankKey);
  if (!lacks_key) return lead;
  json.options.key = "row";
  lead = only_lead(json);
  if (lead) {
    lead->key.clear();
    lead->has_key = false;
  }
  return lead;
}

Result<LeadValues> lead_from_list(std::uint64_t row, const std::vector<std::string>& variables,
                                  const SharedOptions& options) {
  auto source = open_source(options.leads);
  if (!source) return source.errors();
  const auto format = format_of(options);
  if (!format) return format.errors();
  auto reader = LeadReader::open(
      **source, {.format = *format, .variables = variables, .columns = options.map, .key = options.key});
  if (!reader) return reader.errors();
  const std::string name = name_of(options.leads);
  Lead lead;
  std::uint64_t rows = 0;
  while (reader->next(lead)) {
    rows = lead.row + 1;
    if (lead.row < row) continue;
    if (lead.state == LeadState::kReady) return copy_of(lead);
    if (lead.state == LeadState::kSkipped) {
      return usage_error(fmt::format("{}:{}: row {} is blank; render skips it", name, lead.line, row));
    }
    return usage_error(
        fmt::format("{}:{}: render rejects row {}: {}: {}", name, lead.line, row, lead.code, lead.message));
  }
  if (!reader->problem().empty()) return usage_error(reader->problem());
  if (rows == 0) return usage_error(fmt::format("{} contains no leads", name));
  return usage_error(fmt::format("{} has no row {}: its {} are numbered from 0 to {}", name, row,
                                 counted(rows, "row", "rows"), rows - 1));
}

}  // namespace segue::cli
