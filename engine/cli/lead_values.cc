// lead_values.cc: see lead_values.h.

#include "cli/lead_values.h"

#include <algorithm>

#include <fmt/format.h>

#include "cli/files.h"
#include "display/numbers.h"
#include "segue/leads.h"

namespace segue::cli {
namespace {

LeadValues kept(const Lead& lead) {
  LeadValues kept{.key = std::string(lead.key), .has_key = true};
  for (const std::string_view value : lead.values) kept.values.emplace_back(value);
  return kept;
}

constexpr std::string_view kNoKey = "no-key";
constexpr std::string_view kBlankKey = "blank-key";

struct JsonLead {
  std::string line;
  LeadOptions options;
};

/// The object as the only line of a list.
Result<LeadValues> only_lead(const JsonLead& wanted) {
  const auto source = memory_source(wanted.line, "--lead");
  auto reader = LeadReader::open(*source, wanted.options);
  if (!reader) return reader.errors();
  Lead lead;
  if (!reader->next(lead)) return usage_error("--lead: expected a JSON object such as '{\"first-name\":\"Anna\"}'");
  if (lead.state == LeadState::kRejected) {
    return Error{.code = std::string(lead.code),
                 .name = std::string(lead.code),
                 .message = fmt::format("--lead: {}; expected a JSON object such as '{{\"first-name\":\"Anna\"}}'",
                                        lead.message)};
  }
  return kept(lead);
}

}  // namespace

Result<LeadValues> lead_from_json(const std::string& json, const std::vector<std::string>& variables,
                                  const SharedOptions& options) {
  JsonLead wanted = {.line = json,
                     .options = {.format = LeadFormat::kNdjson,
                                 .variables = variables,
                                 .columns = options.map,
                                 .max_record = json.size() + 1}};
  // Between JSON's tokens a line break is as good as a space; inside of its strings there is none.
  std::replace_if(
      wanted.line.begin(), wanted.line.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  if (wanted.line.find_first_not_of(" \t") == std::string::npos) {
    return usage_error("--lead: expected a JSON object such as '{\"first-name\":\"Anna\"}', found nothing");
  }
  auto lead = only_lead(wanted);
  const bool lacks_key = !lead && (lead.errors().front().code == kNoKey || lead.errors().front().code == kBlankKey);
  if (!lacks_key) return lead;
  wanted.options.key = "row";
  lead = only_lead(wanted);
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
    if (lead.state == LeadState::kReady) return kept(lead);
    if (lead.state == LeadState::kSkipped) {
      return usage_error(fmt::format("{}:{}: row {} is blank, and render skips it", name, lead.line, row));
    }
    return usage_error(
        fmt::format("{}:{}: row {} would be rejected, {}: {}", name, lead.line, row, lead.code, lead.message));
  }
  if (!reader->problem().empty()) return usage_error(reader->problem());
  if (rows == 0) return usage_error(fmt::format("{} holds no leads", name));
  return usage_error(fmt::format("{} has no row {}: its {} are numbered from 0 to {}", name, row,
                                 counted(rows, "row", "rows"), rows - 1));
}

}  // namespace segue::cli
