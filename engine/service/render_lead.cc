// The messages of one lead: the request taken apart, then a bulk run over a list of one, so that the answer is what
// `segue render --explain` writes for that lead.

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/near_miss.h"
#include "base/number.h"
#include "base/white_space.h"
#include "json/json.h"
#include "segue/bulk.h"
#include "segue/leads.h"
#include "segue/pick.h"
#include "segue/sequence.h"
#include "service/endpoints.h"
#include "service/problem.h"

namespace segue::service {
namespace {

constexpr std::string_view kSequence = "sequence";
constexpr std::string_view kLead = "lead";
constexpr std::string_view kKey = "key";
constexpr std::string_view kSeed = "seed";
constexpr std::string_view kMembers[] = {kSequence, kLead, kKey, kSeed};

Error at(std::string_view code, std::string_view member, std::string message) {
  std::string pointer = member.empty() ? "" : "/" + json::pointer_token(member);
  return {
      .code = std::string(code), .name = {}, .message = std::move(message), .pointer = std::move(pointer), .range = {}};
}

/// What the body asks for.
struct Wanted {
  Sequence sequence;
  std::string lead;                ///< an object, on one line
  std::optional<std::string> key;  ///< none: the lead has one
  std::uint64_t seed = 0;
};

/// A seed as text is taken everywhere; as a number where doubles can hold it.
std::optional<std::uint64_t> seed_of(json::Value value, std::vector<Error>& errors) {
  if (value.is(json::Kind::kString)) return parse_seed(value.text());
  if (value.is(json::Kind::kNumber)) {
    const WholeNumber number = whole_number(value.raw());
    if (number.state == WholeNumber::State::kWhole) return static_cast<std::uint64_t>(number.value);
  }
  errors.push_back(
      at("D002", kSeed,
         fmt::format("expected a whole number from 0 to 2^53, or any seed as a string, as \"seed\", found {}",
                     json::kind_name(value.kind()))));
  return std::nullopt;
}

/// Between JSON's tokens a line break is as good as a space; inside of its strings there is none.
std::string on_one_line(std::string_view json) {
  std::string line(json);
  std::replace_if(
      line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return line;
}

/// Reads the members, and appends everything that is wrong with them.
Wanted wanted_of(json::Value root, const ServiceOptions& options, std::vector<Error>& errors) {
  Wanted wanted;
  bool has_sequence = false;
  bool has_lead = false;
  for (const json::Member& member : root.members()) {
    const std::string_view name = member.key.text();
    if (name == kSequence) {
      has_sequence = true;
      auto sequence = parse_document(member.value.raw(), options.reading);
      if (sequence) {
        wanted.sequence = *std::move(sequence);
        continue;
      }
      for (Error error : sequence.errors()) {
        error.pointer.insert(0, "/sequence");
        errors.push_back(std::move(error));
      }
    } else if (name == kLead) {
      has_lead = true;
      if (member.value.is(json::Kind::kObject)) {
        wanted.lead = on_one_line(member.value.raw());
      } else {
        errors.push_back(
            at("D002", kLead,
               fmt::format("expected an object as \"lead\", found {}", json::kind_name(member.value.kind()))));
      }
    } else if (name == kKey) {
      if (member.value.is(json::Kind::kString)) {
        wanted.key = member.value.text();
      } else {
        errors.push_back(at(
            "D002", kKey, fmt::format("expected a string as \"key\", found {}", json::kind_name(member.value.kind()))));
      }
    } else if (name == kSeed) {
      wanted.seed = seed_of(member.value, errors).value_or(0);
    } else {
      const auto meant = near_miss(name, kMembers);
      errors.push_back(at("D005", name,
                          fmt::format("expected \"sequence\", \"lead\", \"key\" or \"seed\"{}",
                                      meant ? fmt::format("; did you mean \"{}\"?", *meant) : "")));
    }
  }
  if (!has_sequence) errors.push_back(at("D003", "", "expected \"sequence\", found none"));
  if (!has_lead) errors.push_back(at("D003", "", "expected \"lead\", found none; {} is one without values"));
  return wanted;
}

std::vector<std::string> variables_of(const Sequence& sequence) {
  std::vector<std::string> names;
  for (const Message* message : sequence.messages()) {
    for (const Segment& segment : message->segments) {
      if (const auto* variable = std::get_if<Variable>(&segment.content)) names.push_back(variable->name);
    }
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

/// A list of one lead, by columns; views into `values`.
struct OneLead {
  std::string key;
  std::vector<std::string> values;  ///< one for each variable
};

Result<OneLead> lead_of(const Wanted& wanted, const std::vector<std::string>& variables) {
  const auto source = memory_source(wanted.lead, "lead");
  auto reader = LeadReader::open(*source, {.format = LeadFormat::kNdjson,
                                           .variables = variables,
                                           .key = wanted.key ? "row" : "",
                                           .max_record = wanted.lead.size() + 1});
  const auto lacks_key = [] {
    return at("D003", "", "expected \"key\", or an id in the lead, which its picks depend on; found neither");
  };
  if (!reader)
    return reader.errors().front().code == "no-key" ? lacks_key() : at("D002", kLead, reader.errors().front().message);
  Lead lead;
  const bool is_there = reader->next(lead) && lead.state != LeadState::kSkipped;
  if (is_there && lead.state == LeadState::kRejected) {
    if (lead.code == "blank-key") return lacks_key();
    return at(lead.code, kLead, std::string(lead.message));
  }
  OneLead one{.key = {}, .values = std::vector<std::string>(variables.size())};
  if (is_there) {
    for (std::size_t i = 0; i < variables.size(); ++i) one.values[i] = lead.values[i];
    one.key = lead.key;
  } else if (!wanted.key) {
    return lacks_key();
  }
  if (wanted.key) one.key = *wanted.key;
  if (is_blank(one.key))
    return at("blank-key", kKey, "expected a key, which the lead's picks depend on; found a blank one");
  return one;
}

/// `{"messages":[…]}` of the lines of a run.
std::string in_one_array(std::string_view lines) {
  std::string body = "{\"messages\":[";
  while (!lines.empty()) {
    const std::size_t end = lines.find('\n');
    body += lines.substr(0, end);
    lines.remove_prefix(end + 1);
    if (!lines.empty()) body += ',';
  }
  return body + "]}\n";
}

Response refused(const std::vector<Error>& errors) {
  return unprocessable("this lead's messages cannot be rendered; every problem is listed", issues_of(errors));
}

Response rendered(const Wanted& wanted, const OneLead& lead, const std::vector<std::string>& variables,
                  const ServiceOptions& options) {
  LeadTable table{.columns = {"key"}, .values = {}};
  std::vector<std::string_view> views = {lead.key};
  views.insert(views.end(), lead.values.begin(), lead.values.end());
  BulkOptions bulk{.seed = wanted.seed, .leads = {.key = "key"}, .explain = true};
  for (std::size_t i = 0; i < variables.size(); ++i) {
    table.columns.push_back(std::to_string(i));
    bulk.leads.columns.emplace_back(variables[i], table.columns.back());
  }
  for (const std::string_view& view : views) table.values.emplace_back(&view, 1);
  bulk.compile.null_values.assign(std::begin(kSpreadsheetNulls), std::end(kSpreadsheetNulls));
  // A lead is rendered as a whole, so that what its messages may take together is shared out among them.
  bulk.compile.max_bytes =
      std::min(options.max_message, options.max_rendered / std::max<std::size_t>(wanted.sequence.messages().size(), 1));
  std::vector<Error> rejects;
  bulk.on_reject = [&](const Reject& reject) {
    rejects.push_back(at(reject.code, kLead, std::string(reject.message)));
    return true;
  };
  std::string lines;
  const auto sink = memory_sink(lines);
  BulkResult run = render_leads(wanted.sequence, table, *sink, bulk);
  if (!run) {
    for (Error& error : run.errors) error.pointer.insert(0, "/sequence");
    return refused(run.errors);
  }
  if (!rejects.empty()) return refused(rejects);
  return {.body = in_one_array(lines)};
}

}  // namespace

Response render_lead(std::string_view body, const ServiceOptions& options) {
  json::Document document;
  document.read(body, {.nesting = options.reading.limits.nesting, .faults = options.reading.limits.errors});
  std::vector<Error> errors;
  for (const json::Fault& fault : document.faults()) {
    errors.push_back({.code = "D001", .name = {}, .message = fault.message, .pointer = fault.pointer, .range = {}});
  }
  if (auto refusal = no_json(body)) return *std::move(refusal);
  if (!errors.empty()) return refused(errors);
  if (!document.root().is(json::Kind::kObject)) {
    return refused({at("D002", "",
                       fmt::format("expected an object with \"sequence\" and \"lead\", found {}",
                                   json::kind_name(document.root().kind())))});
  }
  const Wanted wanted = wanted_of(document.root(), options, errors);
  if (!errors.empty()) return refused(errors);
  const std::vector<std::string> variables = variables_of(wanted.sequence);
  const auto lead = lead_of(wanted, variables);
  if (!lead) return refused(lead.errors());
  return rendered(wanted, *lead, variables, options);
}

}  // namespace segue::service
