// lead_values.cc: see lead_values.h.

#include "cli/lead_values.h"

#include <fmt/format.h>

#include "cli/files.h"
#include "display/numbers.h"
#include "segue/codes.h"
#include "segue/leads.h"

namespace segue::cli {
namespace {

LeadValues copy_of(const Lead& lead) {
  LeadValues copy{.key = std::string(lead.key)};
  for (const std::string_view value : lead.values) copy.values.emplace_back(value);
  return copy;
}

constexpr std::string_view kExample = "expected a JSON object such as '{\"first-name\":\"Anna\"}'";

}  // namespace

Result<LeadValues> lead_from_json(const std::string& text, const std::vector<std::string>& variables,
                                  const SharedOptions& options) {
  if (text.find_first_not_of(" \t\r\n") == std::string::npos) {
    return usage_error(fmt::format("--lead: {}, found nothing", kExample));
  }
  LeadOptions lead_options = {.variables = variables, .columns = options.map};
  auto lead = parse_lead(text, lead_options);
  if (lead) return lead;
  if (lead.errors().front().code == codes::kNoKey || lead.errors().front().code == codes::kBlankKey) {
    lead_options.key = "row";
    lead = parse_lead(text, lead_options);
  }
  if (lead) {
    lead->key.clear();
    return lead;
  }
  Error error = lead.errors().front();
  error.message = fmt::format("--lead: {}; {}", error.message, kExample);
  return error;
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
