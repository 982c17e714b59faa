#include "leads/ndjson/row.h"

#include <algorithm>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "base/column_match.h"
#include "base/white_space.h"
#include "leads/columns.h"
#include "leads/keys.h"
#include "leads/wording.h"

namespace segue {
namespace {

constexpr std::string_view kDataMember = "data";

std::string_view name_of(const json::Member& member) {
  return member.key.text();
}

bool is_container(json::Value value) {
  return value.is(json::Kind::kObject) || value.is(json::Kind::kArray);
}

// The text a lead gets from a value; containers have none.
std::string_view text_of(json::Value value) {
  switch (value.kind()) {
    case json::Kind::kString:
      return value.text();
    case json::Kind::kNumber:
    case json::Kind::kTrue:
    case json::Kind::kFalse:
      return value.raw();
    case json::Kind::kNull:
    case json::Kind::kArray:
    case json::Kind::kObject:
      break;
  }
  return {};
}

bool is_blank_line(std::string_view line) {
  return line.empty() || (!is_plain_edge(line.front()) && is_blank(line));
}

}  // namespace

NdjsonRow::NdjsonRow(const LeadOptions& options) : key_option_(options.key) {
  for (const std::string& variable : options.variables) {
    const std::string* member = mapped_column(variable, options);
    wanted_.push_back({.name = member != nullptr ? *member : variable, .exactly = member != nullptr});
  }
  if (!key_option_.empty() && key_option_ != kRowKey) set_key({.member = key_option_});
}

void NdjsonRow::set_key(const MemberKey& key) {
  key_ = {.name = key.member, .exactly = key_option_ == kRowKey};
  row_is_key_ = key.is_row;
  key_decided_ = row_is_key_ || !key.member.empty();
}

bool NdjsonRow::decide_key_by(std::string_view line) {
  return key_decided_ || is_blank_line(line) || parse(line) || decide_key();
}

std::vector<std::string> NdjsonRow::members_seen() const {
  std::vector<std::string> seen;
  for (const std::vector<json::Member>& members : {data_, top_}) {
    for (const json::Member& member : members) seen.emplace_back(member.key.text());
  }
  return seen;
}

void NdjsonRow::read(std::size_t invalid, LeadRow& row, Lead& lead) {
  if (row_is_key_) row.give_row_key(lead);
  if (invalid < lead.raw.size()) {
    return row.reject(lead, "bad-encoding", not_utf8("line", lead.raw, invalid));
  }
  if (is_blank_line(lead.raw)) return row.settle(lead, LeadState::kSkipped);
  std::optional<Complaint> complaint = parse(lead.raw);
  if (!complaint) read_key(row, lead, complaint);
  for (std::size_t i = 0; i < wanted_.size() && !complaint; ++i) {
    Answer answer = look_up(wanted_[i]);
    complaint = std::move(answer.complaint);
    row.values[i] = answer.member ? text_of(answer.member->value) : std::string_view();
  }
  if (complaint) return row.reject(lead, complaint->code, std::move(complaint->message), complaint->setting);
  row.ready(lead);
}

void NdjsonRow::reject_too_long(std::size_t max_record, LeadRow& row, Lead& lead) const {
  if (row_is_key_) row.give_row_key(lead);
  row.reject(lead, "too-long",
             fmt::format("the line is longer than {} bytes; look for a missing line end, or raise the max-record limit",
                         max_record),
             "max-record");
}

void NdjsonRow::read_key(LeadRow& row, Lead& lead, std::optional<Complaint>& complaint) {
  if (!key_decided_ && !decide_key()) {
    complaint = {
        .code = "blank-key",
        .message = fmt::format("no member gives the lead's key ({}); choose one, or the row number, as the key",
                               list_key_names()),
        .setting = "key"};
    return;
  }
  if (row_is_key_) return row.give_row_key(lead);
  complaint = find_key(lead.key);
}

// Fills in the key of the last line or object, from the member that was decided on.
std::optional<NdjsonRow::Complaint> NdjsonRow::find_key(std::string_view& key) const {
  Answer answer = look_up(key_);
  if (answer.complaint) return std::move(answer.complaint);
  if (answer.member) key = text_of(answer.member->value);
  if (!is_blank(key)) return std::nullopt;
  return Complaint{.code = "blank-key",
                   .message = fmt::format("member \"{}\", the lead's key, is {}; every lead needs one", key_.name,
                                          answer.member ? "blank" : "absent")};
}

Result<LeadValues> NdjsonRow::read(json::Value object) {
  LeadValues lead;
  std::string_view key;
  std::optional<Complaint> complaint = take_members(object);
  if (!complaint && !key_decided_ && !decide_key()) {
    complaint = {.code = "no-key",
                 .message = fmt::format("no member gives the lead's key ({}); choose one as the key", list_key_names()),
                 .setting = "key"};
  }
  if (!complaint && !row_is_key_) complaint = find_key(key);
  lead.key = key;
  for (std::size_t i = 0; i < wanted_.size() && !complaint; ++i) {
    Answer answer = look_up(wanted_[i]);
    complaint = std::move(answer.complaint);
    lead.values.emplace_back(answer.member ? text_of(answer.member->value) : std::string_view());
  }
  if (!complaint) return lead;
  return Error{.code = std::string(complaint->code),
               .name = std::string(complaint->code),
               .message = std::move(complaint->message),
               .setting = std::string(complaint->setting)};
}

bool NdjsonRow::learn(std::string_view line, NdjsonLayout& layout, Places& places) const {
  // Members of `data` would have to be looked for in a line inside the line; such lists take the plain way.
  const bool has_data = std::any_of(top_.begin(), top_.end(),
                                    [](const json::Member& member) { return member.key.text() == kDataMember; });
  if (has_data || !layout.learn(line, top_)) return false;
  const auto place_of = [&](const Wanted& wanted) {
    const Answer answer = look_up(wanted);
    if (!answer.member) return Places::kAbsent;
    const auto is_it = [&](const json::Member& member) { return member.value.begin() == answer.member->value.begin(); };
    return static_cast<std::size_t>(std::find_if(top_.begin(), top_.end(), is_it) - top_.begin());
  };
  places.key = row_is_key_ ? Places::kAbsent : place_of(key_);
  places.variables.clear();
  for (const Wanted& wanted : wanted_) places.variables.push_back(place_of(wanted));
  return true;
}

// Reads a line into data_ and top_.
std::optional<NdjsonRow::Complaint> NdjsonRow::parse(std::string_view line) {
  data_.clear();
  top_.clear();
  document_.read(line, {.check_duplicate_keys = false});
  if (!document_.readable()) {
    const json::Fault& fault = document_.faults().back();
    return Complaint{.code = "bad-json",
                     .message = fmt::format("{} (at offset {} of the line)", fault.message, fault.begin)};
  }
  const json::Value root = document_.root();
  if (!root.is(json::Kind::kObject)) {
    return Complaint{.code = "bad-json",
                     .message = fmt::format("expected one object a line, found {}", json::kind_name(root.kind()))};
  }
  return take_members(root);
}

std::optional<NdjsonRow::Complaint> NdjsonRow::take_members(json::Value object) {
  data_.clear();
  top_.clear();
  bool has_data = false;
  for (const json::Member& member : object.members()) {
    top_.push_back(member);
    if (member.key.text() != kDataMember) continue;
    if (has_data) {
      return Complaint{.code = "bad-json", .message = "\"data\" is written twice; take one of them away"};
    }
    has_data = true;
    for (const json::Member& inner : member.value.members()) data_.push_back(inner);
  }
  return std::nullopt;
}

// Settles on the key by the record in data_ and top_; false where it has none.
bool NdjsonRow::decide_key() {
  if (key_option_ == kRowKey) {
    key_ = {.name = key_option_, .exactly = true};
    const Answer answer = look_up(key_);
    row_is_key_ = !answer.member && !answer.complaint;
    key_decided_ = true;
    return true;
  }
  for (const std::string_view name : kKeyNames) {
    const Answer answer = look_up({.name = std::string(name)});
    if (!answer.member && !answer.complaint) continue;
    key_ = {.name = std::string(answer.member ? answer.member->key.text() : name)};
    key_decided_ = true;
    return true;
  }
  return false;
}

NdjsonRow::Answer NdjsonRow::look_up(const Wanted& wanted) const {
  if (wanted.name.empty()) return {};
  const auto twice = [](std::string_view name) {
    return Answer{.complaint = Complaint{
                      .code = "bad-json",
                      .message = fmt::format("\"{}\" is written twice in one object; take one of them away", name)}};
  };
  const auto found = [](const json::Member& member) {
    if (!is_container(member.value)) return Answer{.member = member};
    return Answer{.complaint =
                      Complaint{.code = "bad-value",
                                .message = fmt::format("\"{}\" is {}, and a lead's values are text; give a "
                                                       "string, a number, true, false or null",
                                                       member.key.text(), json::kind_name(member.value.kind()))}};
  };

  const ColumnMatch in_data = find_exactly(wanted.name, data_, name_of);
  const ColumnMatch at_top = find_exactly(wanted.name, top_, name_of);
  if (in_data.ambiguous() || at_top.ambiguous()) return twice(wanted.name);
  if (in_data.found()) return found(data_[in_data.column]);
  if (at_top.found()) return found(top_[at_top.column]);
  if (wanted.exactly) return {};

  for (const std::vector<json::Member>* members : {&data_, &top_}) {
    const ColumnMatch match = find_loosely(wanted.name, *members, name_of);
    if (!match.found()) continue;
    const json::Member& member = (*members)[match.column];
    if (!match.ambiguous()) return found(member);
    const std::string_view first = member.key.text();
    const std::string_view second = (*members)[match.second].key.text();
    if (first == second) return twice(first);
    return {.complaint = Complaint{.code = "bad-value",
                                   .message = fmt::format("both \"{}\" and \"{}\" fit \"{}\"; say which by its exact "
                                                          "name",
                                                          first, second, wanted.name)}};
  }
  return {};
}

}  // namespace segue
