// The messages of one lead. The body is read once; its members go to the sequence's reader, to the lead's and to the
// renderer as they are. The answer has what `segue render --explain` writes for that lead.

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/escape.h"
#include "base/near_miss.h"
#include "base/number.h"
#include "base/white_space.h"
#include "json/json.h"
#include "segue/bulk.h"
#include "segue/codes.h"
#include "segue/leads.h"
#include "segue/pick.h"
#include "segue/sequence.h"
#include "segue/template.h"
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
  return {.code = std::string(code), .message = std::move(message), .pointer = std::move(pointer)};
}

/// What the body asks for. The lead is still the body's.
struct Wanted {
  Sequence sequence;
  json::Value lead;                ///< an object
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

/// Reads the members, and appends everything that is wrong with them.
Wanted wanted_of(json::Value root, const ServiceOptions& options, std::vector<Error>& errors) {
  Wanted wanted;
  bool has_sequence = false;
  bool has_lead = false;
  for (const json::Member& member : root.members()) {
    const std::string_view name = member.key.text();
    if (name == kSequence) {
      has_sequence = true;
      auto sequence = parse_document(member.value, options.reading);
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
      wanted.lead = member.value;
      if (!member.value.is(json::Kind::kObject)) {
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

/// The lead with the key that its picks depend on.
Result<LeadValues> lead_of(const Wanted& wanted, const std::vector<std::string>& variables) {
  auto lead = parse_lead(wanted.lead, {.variables = variables, .key = wanted.key ? "row" : ""});
  if (!lead) {
    const Error& error = lead.errors().front();
    if (error.code == codes::kNoKey || error.code == codes::kBlankKey) {
      return at("D003", "", "expected \"key\", or an id in the lead, which its picks depend on; found neither");
    }
    return at(error.code, kLead, error.message);
  }
  if (wanted.key) lead->key = *wanted.key;
  if (is_blank(lead->key))
    return at(codes::kBlankKey, kKey, "expected a key, which the lead's picks depend on; found a blank one");
  return lead;
}

Response refused(const std::vector<Error>& errors) {
  return unprocessable("this lead's messages cannot be rendered; every problem is listed", issues_of(errors));
}

/// Every variable that no message can do without, so that the lead can be fixed in one go.
Error unresolved(const std::vector<CompiledMessage>& messages, const std::vector<std::string_view>& values,
                 const Picks& picks) {
  std::vector<std::string_view> names;
  std::string unused;
  Trace trace;
  for (const CompiledMessage& message : messages) {
    if (message.text.render(values, picks, unused, trace) != RenderStatus::kUnresolved) continue;
    for (const std::string_view name : message.text.unresolved(trace)) {
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
  }
  return at(codes::kUnresolvedVariable, kLead,
            fmt::format("no value and no fallback for \"{}\"", fmt::join(names, "\", \"")));
}

/// `,"picks":[…],"fallbacks":[…]}`, which follows a message's text.
void append_trace(std::string& body, const Template& text, const Trace& trace) {
  fmt::format_to(std::back_inserter(body), "\",\"picks\":[{}],\"fallbacks\":[", fmt::join(trace.picks, ","));
  const char* separator = "";
  for (const std::string_view name : text.fallbacks(trace)) {
    body += separator;
    append_json_string(body, name);
    separator = ",";
  }
  body += "]}";
}

Response rendered(const Wanted& wanted, const LeadValues& lead, const std::vector<std::string>& variables,
                  const ServiceOptions& options) {
  // The messages of a lead share what an answer may take.
  const std::size_t message_count = std::max<std::size_t>(wanted.sequence.messages().size(), 1);
  const std::size_t max_bytes = std::min(options.max_message, options.max_rendered / message_count);
  const auto messages = compile_all(wanted.sequence, variables,
                                    {.encoding = Encoding::kJson,
                                     .null_values = {std::begin(kSpreadsheetNulls), std::end(kSpreadsheetNulls)},
                                     .max_bytes = max_bytes});
  if (!messages) {
    std::vector<Error> errors = messages.errors();
    for (Error& error : errors) error.pointer.insert(0, "/sequence");
    return refused(errors);
  }
  const std::vector<std::string_view> values(lead.values.begin(), lead.values.end());
  const Picks picks = keyed(wanted.seed, lead.key);
  std::string body = "{\"messages\":[";
  Trace trace;
  const char* separator = "";
  for (const CompiledMessage& message : *messages) {
    body += separator;
    separator = ",";
    body += "{\"lead\":";
    append_json_string(body, lead.key);
    fmt::format_to(std::back_inserter(body), ",\"step\":{},\"after\":{},\"text\":\"", message.step,
                   message.after.count());
    const RenderStatus status = message.text.render(values, picks, body, trace);
    if (status == RenderStatus::kTooLong) {
      return refused({at(codes::kTooLong, kLead,
                         fmt::format("message {} would be longer than {} bytes; if that is meant, raise the "
                                     "max-message limit",
                                     message.message_index + 1, max_bytes))});
    }
    if (status != RenderStatus::kRendered) return refused({unresolved(*messages, values, picks)});
    append_trace(body, message.text, trace);
  }
  return {.body = body + "]}\n"};
}

}  // namespace

Response render_lead(std::string_view body, const ServiceOptions& options) {
  json::Document document;
  document.read(body, {.nesting = options.reading.limits.nesting, .faults = options.reading.limits.errors});
  if (!document.readable()) return not_json(body, document.faults().front());
  std::vector<Error> errors;
  for (const json::Fault& fault : document.faults()) {
    errors.push_back({.code = "D001", .message = fault.message, .pointer = fault.pointer});
  }
  if (!errors.empty()) return refused(errors);
  if (!document.root().is(json::Kind::kObject)) {
    return refused({at("D002", "",
                       fmt::format("expected an object with \"sequence\" and \"lead\", found {}",
                                   json::kind_name(document.root().kind())))});
  }
  const Wanted wanted = wanted_of(document.root(), options, errors);
  if (!errors.empty()) return refused(errors);
  const std::vector<std::string> variables = wanted.sequence.variables();
  const auto lead = lead_of(wanted, variables);
  if (!lead) return refused(lead.errors());
  return rendered(wanted, *lead, variables, options);
}

}  // namespace segue::service
