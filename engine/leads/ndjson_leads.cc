#include "leads/ndjson_leads.h"

#include <algorithm>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "base/white_space.h"
#include "leads/columns.h"
#include "leads/encoding.h"

namespace segue {
namespace {

// json::Document counts in 32 bits.
constexpr std::size_t kLongestLine = (std::size_t{1} << 32) - 16;
constexpr std::size_t kLineEndSize = 2;
constexpr std::string_view kDataMember = "data";

bool is_blank_line(std::string_view line) {
  return line.empty() || (!is_plain_edge(line.front()) && is_blank(line));
}

struct Match {
  const json::Member* first = nullptr;
  const json::Member* second = nullptr;
};

template <class Fits>
Match find_if(std::span<const json::Member> members, const Fits& fits) {
  Match match;
  for (const json::Member& member : members) {
    if (!fits(member.key.text())) continue;
    if (match.first != nullptr) {
      match.second = &member;
      break;
    }
    match.first = &member;
  }
  return match;
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

}  // namespace

NdjsonLeads::NdjsonLeads(Window at_start, const LeadOptions& options)
    : LeadRecords(std::move(at_start), options.variables.size()),
      max_record_(std::min(options.max_record, kLongestLine)),
      key_option_(options.key) {
  for (const std::string& variable : options.variables) {
    const std::string* member = mapped_column(variable, options);
    wanted_.push_back({.name = member != nullptr ? *member : variable, .exactly = member != nullptr});
    names.variable_columns.push_back(wanted_.back().name);
  }
  if (!key_option_.empty() && key_option_ != kRowKey) {
    key_ = {.name = key_option_};
    key_decided_ = true;
  }
  names.key_column = key_option_;
}

Result<std::unique_ptr<LeadRecords>> NdjsonLeads::open(Window window, const LeadOptions& options) {
  std::unique_ptr<NdjsonLeads> leads(new NdjsonLeads(std::move(window), options));
  const Window& ahead = leads->window;
  std::string_view rest = ahead.held().substr(0, kLookAhead);
  const bool is_all = ahead.ended() && rest.size() == ahead.held().size();
  while (!leads->key_decided_ && !rest.empty()) {
    const std::size_t line_feed = rest.find('\n');
    if (line_feed == std::string_view::npos && !is_all) break;
    const std::string_view line = rest.substr(0, line_feed);
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    if (line.size() > leads->max_record_ || is_blank_line(line) || leads->parse(line)) continue;
    if (leads->decide_key()) break;
    std::vector<std::string> members_seen;
    for (const std::vector<json::Member>& members : {leads->data_, leads->top_}) {
      for (const json::Member& member : members) members_seen.emplace_back(member.key.text());
    }
    return Error{.code = "no-key",
                 .name = "no-key",
                 .message = fmt::format("{}: the first record has no member for the lead's key ({}); say which is with "
                                        "--key NAME, or --key row for the row number (members: {})",
                                        ahead.name(), list_key_names(), list_names(members_seen))};
  }
  return std::unique_ptr<LeadRecords>(std::move(leads));
}

bool NdjsonLeads::next(Lead& lead) {
  if (inside_line_) {
    window.drop_line();
    inside_line_ = false;
    ++line_;
  }
  std::size_t size = 0;
  std::size_t whole_size = 0;
  const Line found = find_line(size, whole_size);
  if (found == Line::kNone) return false;
  begin(lead, line_, window.offset(), window.held().substr(0, size));
  if (row_is_key_) give_row_key(lead);
  window.drop(whole_size);
  if (found == Line::kTooLong) {
    inside_line_ = true;
    reject(lead, "too-long",
           fmt::format("the line is longer than {} bytes; raise that with --max-record, or look for a missing line end",
                       max_record_));
    return true;
  }
  ++line_;
  read_line(lead);
  return true;
}

NdjsonLeads::Line NdjsonLeads::find_line(std::size_t& size, std::size_t& whole_size) {
  std::size_t searched = 0;
  std::string_view text;
  do {
    text = window.held().substr(0, max_record_ + kLineEndSize);
    const std::size_t line_feed = text.find('\n', searched);
    if (line_feed != std::string_view::npos) {
      size = line_feed > 0 && text[line_feed - 1] == '\r' ? line_feed - 1 : line_feed;
      whole_size = line_feed + 1;
      break;
    }
    searched = size = whole_size = text.size();
  } while (size < max_record_ + kLineEndSize && window.more());
  if (size > max_record_) {
    size = whole_size = max_record_;
    return Line::kTooLong;
  }
  const bool has_line_end = whole_size > 0 && text[whole_size - 1] == '\n';
  if (!has_line_end && (whole_size == 0 || !window.ended())) return Line::kNone;
  return Line::kWhole;
}

void NdjsonLeads::read_line(Lead& lead) {
  if (const std::size_t invalid = invalid_byte(lead.offset, lead.raw); invalid < lead.raw.size()) {
    return reject(lead, "bad-encoding",
                  fmt::format("the line is not UTF-8: byte 0x{:02X} at offset {} of it; save the file as UTF-8, or "
                              "convert it with  iconv -f windows-1252 -t utf-8",
                              static_cast<unsigned char>(lead.raw[invalid]), invalid));
  }
  if (is_blank_line(lead.raw)) return settle(lead, LeadState::kSkipped);
  std::optional<Complaint> complaint = parse(lead.raw);
  if (!complaint) read_key(lead, complaint);
  for (std::size_t i = 0; i < wanted_.size() && !complaint; ++i) {
    Answer answer = look_up(wanted_[i]);
    complaint = std::move(answer.complaint);
    values[i] = answer.member ? text_of(answer.member->value) : std::string_view();
  }
  if (complaint) return reject(lead, complaint->code, std::move(complaint->message));
  lead.state = LeadState::kReady;
  lead.values = values;
}

void NdjsonLeads::read_key(Lead& lead, std::optional<Complaint>& complaint) {
  if (!key_decided_ && !decide_key()) {
    complaint = {.code = "blank-key",
                 .message = fmt::format("no member gives the lead's key ({}); say which does with --key NAME, or --key "
                                        "row for the row number",
                                        list_key_names())};
    return;
  }
  if (row_is_key_) return give_row_key(lead);
  Answer answer = look_up(key_);
  complaint = std::move(answer.complaint);
  if (complaint) return;
  if (answer.member) lead.key = text_of(answer.member->value);
  if (is_blank(lead.key)) {
    complaint = {.code = "blank-key",
                 .message = fmt::format("member \"{}\", the lead's key, is {}; every lead needs one", key_.name,
                                        answer.member ? "blank" : "absent")};
  }
}

// Reads a line into data_ and top_.
std::optional<NdjsonLeads::Complaint> NdjsonLeads::parse(std::string_view line) {
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
  bool has_data = false;
  for (const json::Member& member : root.members()) {
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
bool NdjsonLeads::decide_key() {
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
    names.key_column = key_.name;
    key_decided_ = true;
    return true;
  }
  return false;
}

NdjsonLeads::Answer NdjsonLeads::look_up(const Wanted& wanted) const {
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

  const auto is_exact = [&](std::string_view key) { return key == wanted.name; };
  const Match in_data = find_if(data_, is_exact);
  const Match at_top = find_if(top_, is_exact);
  if (in_data.second != nullptr || at_top.second != nullptr) return twice(wanted.name);
  if (in_data.first != nullptr) return found(*in_data.first);
  if (at_top.first != nullptr) return found(*at_top.first);
  if (wanted.exactly) return {};

  const auto is_loose = [&](std::string_view key) { return loosely_equal(key, wanted.name); };
  for (const std::vector<json::Member>* members : {&data_, &top_}) {
    const Match match = find_if(*members, is_loose);
    if (match.first == nullptr) continue;
    if (match.second == nullptr) return found(*match.first);
    const std::string_view first = match.first->key.text();
    const std::string_view second = match.second->key.text();
    if (first == second) return twice(first);
    return {.complaint = Complaint{.code = "bad-value",
                                   .message = fmt::format("both \"{}\" and \"{}\" fit \"{}\"; say which by its exact "
                                                          "name",
                                                          first, second, wanted.name)}};
  }
  return {};
}

}  // namespace segue
