#include <string>
#include <string_view>

#include <fmt/format.h>

#include "base/utf8.h"
#include "json/json.h"
#include "leads/boundaries.h"
#include "leads/ndjson/row.h"
#include "leads/wording.h"
#include "segue/codes.h"
#include "segue/leads.h"

namespace segue {
namespace {

Error refusal(std::string_view code, std::string message) {
  return {.code = std::string(code), .name = std::string(code), .message = std::move(message)};
}

}  // namespace

Result<LeadValues> parse_lead(std::string_view json, const LeadOptions& options) {
  if (const std::size_t invalid = utf8::first_invalid(json); invalid < json.size()) {
    return refusal(codes::kBadEncoding, not_utf8("object", json, invalid));
  }
  if (json.size() > kLongestRecord) {
    return refusal(codes::kBadJson,
                   fmt::format("expected an object of at most {} bytes, found {}", kLongestRecord, json.size()));
  }
  json::Document document;
  document.read(json, {.check_duplicate_keys = false});
  if (!document.readable()) {
    const json::Fault& fault = document.faults().back();
    return refusal(codes::kBadJson, fmt::format("{} (at offset {})", fault.message, fault.begin));
  }
  return parse_lead(document.root(), options);
}

Result<LeadValues> parse_lead(const json::Value& object, const LeadOptions& options) {
  if (!object.is(json::Kind::kObject)) {
    return refusal(codes::kBadJson, fmt::format("expected an object, found {}", json::kind_name(object.kind())));
  }
  return NdjsonRow(options).read(object);
}

}  // namespace segue
