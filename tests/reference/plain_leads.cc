#include "reference/plain_leads.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "base/utf8.h"
#include "base/white_space.h"
#include "reference/plain_csv.h"
#include "reference/plain_json.h"

namespace segue::reference {
namespace {

constexpr std::size_t kLookAhead = std::size_t{1} << 20;

using Names = std::vector<std::string>;

Error refusal(std::string code) {
  return {.code = std::move(code)};
}

/// A name without what loose matching ignores.
std::string loose(std::string_view name) {
  std::string kept;
  for (const char byte : name) {
    if (byte == '-' || byte == '_' || byte == ' ') continue;
    kept += byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
  }
  return kept;
}

/// The places of a name among names.
std::vector<std::size_t> places(std::string_view name, const Names& names, bool loosely) {
  std::vector<std::size_t> found;
  const std::string wanted = loosely ? loose(name) : std::string(name);
  for (std::size_t i = 0; i < names.size() && !wanted.empty(); ++i) {
    if ((loosely ? loose(names[i]) : names[i]) == wanted) found.push_back(i);
  }
  return found;
}

/// The column that a variable is mapped to.
std::optional<std::string> mapped(const std::string& variable, const LeadOptions& options) {
  std::optional<std::string> column;
  for (const auto& [name, said] : options.columns) {
    if (name == variable) column = said;
  }
  return column;
}

bool all_blank(const std::vector<std::string>& fields) {
  return std::all_of(fields.begin(), fields.end(), [](const std::string& field) { return is_blank(field); });
}

// --- CSV --------------------------------------------------------------------------------------------------------

using Fate = PlainCsvRecord::Fate;
using Column = std::optional<std::size_t>;

struct CsvColumns {
  std::vector<Column> variables;
  Column key;  ///< none: rows are their own keys
};

Column exactly_or_loosely(std::string_view name, ReadLeads& read) {
  auto found = places(name, read.columns, false);
  if (found.empty()) found = places(name, read.columns, true);
  if (found.size() > 1) read.errors.push_back(refusal("duplicate-column"));
  return found.empty() ? Column() : found[0];
}

CsvColumns columns_of(const LeadOptions& options, ReadLeads& read) {
  CsvColumns columns;
  for (const auto& [variable, column] : options.columns) {
    const auto found = places(column, read.columns, false);
    if (found.size() != 1) read.errors.push_back(refusal(found.empty() ? "no-column" : "duplicate-column"));
  }
  for (const std::string& variable : options.variables) {
    Column column;
    if (const auto said = mapped(variable, options)) {
      const auto found = places(*said, read.columns, false);
      if (!found.empty()) column = found[0];
    } else {
      column = exactly_or_loosely(variable, read);
    }
    columns.variables.push_back(column);
    read.variable_columns.push_back(column ? read.columns[*column] : "");
  }
  if (options.key.empty()) {
    for (const std::string_view name : kKeyNames) {
      columns.key = exactly_or_loosely(name, read);
      if (columns.key) break;
    }
    if (!columns.key) read.errors.push_back(refusal("no-key"));
  } else if (options.key == "row") {
    const auto found = places("row", read.columns, false);
    if (found.size() > 1) read.errors.push_back(refusal("duplicate-column"));
    if (!found.empty()) columns.key = found[0];
  } else {
    columns.key = exactly_or_loosely(options.key, read);
    if (!columns.key) read.errors.push_back(refusal("no-column"));
  }
  read.key_column = columns.key ? read.columns[*columns.key] : "row";
  return columns;
}

void read_csv_record(const PlainCsvRecord& record, const CsvColumns& columns, std::size_t width, ReadLead& lead) {
  const auto reject = [&](std::string code) {
    lead.state = LeadState::kRejected;
    lead.code = std::move(code);
  };
  /// Takes the key if it is among the first fields.
  const auto take_key = [&](std::size_t fields) {
    if (columns.key && *columns.key < fields && utf8::valid(lead.fields[*columns.key])) {
      lead.key = lead.fields[*columns.key];
    }
  };
  if (!columns.key) lead.key = std::to_string(lead.row);
  if (record.fate == Fate::kOpenQuote || record.fate == Fate::kTooLong) {
    take_key(lead.fields.size() - 1);
    if (record.fate == Fate::kTooLong) return reject("too-long");
    lead.message = "in line " + std::to_string(record.quote_line) + " ";
    return reject("bad-quote");
  }
  if (!utf8::valid(record.raw)) {
    take_key(lead.fields.size());
    return reject("bad-encoding");
  }
  if (record.fate == Fate::kTextBehindQuote) {
    take_key(record.bad_field);
    return reject("bad-quote");
  }
  if (all_blank(lead.fields)) {
    lead.state = LeadState::kSkipped;
    return;
  }
  take_key(lead.fields.size());
  if (lead.fields.size() > width) return reject("too-wide");
  lead.was_short = lead.fields.size() < width;
  lead.fields.resize(width);
  if (is_blank(lead.key)) return reject("blank-key");
  for (std::size_t i = 0; i < columns.variables.size(); ++i) {
    if (columns.variables[i]) lead.values[i] = lead.fields[*columns.variables[i]];
  }
}

void read_csv(std::string_view text, std::size_t offset, const LeadOptions& options, ReadLeads& read) {
  const auto records = plain_csv(text, options.format == LeadFormat::kTsv ? '\t' : ',', options.max_record);
  std::size_t header = 0;
  while (header < records.size() && records[header].fate == Fate::kWhole && all_blank(records[header].fields)) ++header;
  if (header == records.size() || records[header].fate != Fate::kWhole) {
    read.errors.push_back(refusal("no-header"));
    return;
  }
  read.columns = records[header].fields;
  const CsvColumns columns = columns_of(options, read);
  if (!read.errors.empty()) return;
  for (std::size_t i = header + 1; i < records.size(); ++i) {
    ReadLead lead{.row = i - header - 1,
                  .line = records[i].line,
                  .offset = offset + records[i].offset,
                  .raw = records[i].raw,
                  .values = Names(options.variables.size()),
                  .fields = records[i].fields};
    read_csv_record(records[i], columns, read.columns.size(), lead);
    read.leads.push_back(std::move(lead));
  }
}

// --- NDJSON -----------------------------------------------------------------------------------------------------

struct Line {
  std::size_t offset = 0;
  std::string_view raw;
  std::size_t end = 0;  ///< after its line end
  bool has_line_end = false;
  bool is_too_long = false;
};

std::vector<Line> lines_of(std::string_view text, std::size_t max_record) {
  std::vector<Line> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t line_feed = text.find('\n', at);
    Line line{.offset = at, .has_line_end = line_feed != std::string_view::npos};
    line.raw = text.substr(at, line.has_line_end ? line_feed - at : line_feed);
    at = line.end = at + line.raw.size() + (line.has_line_end ? 1 : 0);
    if (line.has_line_end && line.raw.ends_with('\r')) line.raw.remove_suffix(1);
    line.is_too_long = line.raw.size() > max_record;
    if (line.is_too_long) line.raw = line.raw.substr(0, max_record);
    lines.push_back(line);
  }
  return lines;
}

/// The members of a line's object, and of the object in it that is called `data`.
struct Members {
  std::vector<PlainJsonMember> data;
  std::vector<PlainJsonMember> top;
};

/// Nothing if the line is no object, or has `data` twice.
std::optional<Members> members_of(std::string_view line) {
  const std::optional<PlainJson> json = plain_json(line);
  if (!json || !json->is_object) return std::nullopt;
  Members members{.top = json->members};
  int times = 0;
  for (const PlainJsonMember& member : members.top) {
    if (member.name != "data") continue;
    if (++times > 1) return std::nullopt;
    members.data = plain_json(member.raw)->members;
  }
  return members;
}

struct Wanted {
  std::string name;
  bool exactly = false;
};

struct Answer {
  const PlainJsonMember* member = nullptr;
  std::string code;  ///< why there is none although there are members of that name
};

Answer one_of(const std::vector<PlainJsonMember>& members, std::size_t place) {
  if (members[place].kind == PlainJsonMember::Kind::kContainer) return {.code = "bad-value"};
  return {.member = &members[place]};
}

Answer look_up(const Wanted& wanted, const Members& members) {
  const auto names = [](const std::vector<PlainJsonMember>& all) {
    Names list;
    for (const PlainJsonMember& member : all) list.push_back(member.name);
    return list;
  };
  const auto in_data = places(wanted.name, names(members.data), false);
  const auto at_top = places(wanted.name, names(members.top), false);
  if (in_data.size() > 1 || at_top.size() > 1) return {.code = "bad-json"};
  if (!in_data.empty()) return one_of(members.data, in_data[0]);
  if (!at_top.empty()) return one_of(members.top, at_top[0]);
  if (wanted.exactly) return {};
  for (const auto* all : {&members.data, &members.top}) {
    const auto found = places(wanted.name, names(*all), true);
    if (found.empty()) continue;
    if (found.size() == 1) return one_of(*all, found[0]);
    return {.code = (*all)[found[0]].name == (*all)[found[1]].name ? "bad-json" : "bad-value"};
  }
  return {};
}

struct Key {
  bool decided = false;
  bool is_row = false;
  Wanted wanted;
};

/// Lets the first object decide which member is the key, if nothing else has; false if it has none that could be.
bool decide(Key& key, const LeadOptions& options, const Members& members) {
  if (key.decided) return true;
  const auto fits = [&](const Answer& answer) { return answer.member != nullptr || !answer.code.empty(); };
  if (options.key == "row") {
    const Wanted row{.name = "row", .exactly = true};
    key = {.decided = true, .is_row = !fits(look_up(row, members)), .wanted = row};
    return true;
  }
  for (const std::string_view name : kKeyNames) {
    const Answer answer = look_up({.name = std::string(name)}, members);
    if (!fits(answer)) continue;
    key = {.decided = true, .wanted = {.name = answer.member != nullptr ? answer.member->name : std::string(name)}};
    return true;
  }
  return false;
}

void read_json_line(const Line& line, const LeadOptions& options, Key& key, ReadLead& lead) {
  const auto reject = [&](std::string code) {
    lead.state = LeadState::kRejected;
    lead.code = std::move(code);
    lead.values.assign(lead.values.size(), "");
  };
  if (key.is_row) lead.key = std::to_string(lead.row);
  if (line.is_too_long) return reject("too-long");
  if (!utf8::valid(line.raw)) return reject("bad-encoding");
  if (is_blank(line.raw)) {
    lead.state = LeadState::kSkipped;
    return;
  }
  const std::optional<Members> members = members_of(line.raw);
  if (!members) return reject("bad-json");
  if (!decide(key, options, *members)) return reject("blank-key");
  if (key.is_row) {
    lead.key = std::to_string(lead.row);
  } else {
    const Answer answer = look_up(key.wanted, *members);
    if (!answer.code.empty()) return reject(answer.code);
    if (answer.member != nullptr) lead.key = answer.member->text;
    if (is_blank(lead.key)) return reject("blank-key");
  }
  for (std::size_t i = 0; i < options.variables.size(); ++i) {
    const auto said = mapped(options.variables[i], options);
    const Answer answer = look_up({said.value_or(options.variables[i]), said.has_value()}, *members);
    if (!answer.code.empty()) return reject(answer.code);
    if (answer.member != nullptr) lead.values[i] = answer.member->text;
  }
}

void read_ndjson(std::string_view text, std::size_t offset, const LeadOptions& options, ReadLeads& read) {
  for (const std::string& variable : options.variables) {
    read.variable_columns.push_back(mapped(variable, options).value_or(variable));
  }
  Key key;
  if (!options.key.empty() && options.key != "row") key = {.decided = true, .wanted = {.name = options.key}};
  const std::vector<Line> lines = lines_of(text, options.max_record);
  // The first object near the start decides before anything is read.
  for (const Line& line : lines) {
    const bool is_near = line.has_line_end ? line.end <= kLookAhead : text.size() <= kLookAhead;
    if (key.decided || !is_near) break;
    if (line.is_too_long) continue;
    const std::optional<Members> members = members_of(line.raw);
    if (!members || decide(key, options, *members)) continue;
    read.errors.push_back(refusal("no-key"));
    return;
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    ReadLead lead{.row = i,
                  .line = i + 1,
                  .offset = offset + lines[i].offset,
                  .raw = std::string(lines[i].raw),
                  .values = Names(options.variables.size())};
    read_json_line(lines[i], options, key, lead);
    read.leads.push_back(std::move(lead));
  }
  read.key_column = options.key.empty() ? key.wanted.name : options.key;
}

// --- comparing --------------------------------------------------------------------------------------------------

std::string difference(const ReadLead& read, const ReadLead& plain) {
  const std::string in_row = " of row " + std::to_string(plain.row);
  if (read.state != plain.state || read.code != plain.code) {
    return "the code" + in_row + " is \"" + read.code + "\", not \"" + plain.code + "\"";
  }
  if (read.row != plain.row) return "the number" + in_row + " differs";
  if (read.line != plain.line) return "the line" + in_row + " differs";
  if (read.offset != plain.offset) return "the offset" + in_row + " differs";
  if (read.raw != plain.raw) return "the raw text" + in_row + " differs";
  if (read.key != plain.key) return "the key" + in_row + " is \"" + read.key + "\", not \"" + plain.key + "\"";
  if (read.values != plain.values) return "the values" + in_row + " differ";
  if (read.fields != plain.fields) return "the fields" + in_row + " differ";
  if (read.was_short != plain.was_short) return "was_short" + in_row + " differs";
  if (read.message.empty() != read.code.empty()) return "a code without its message, or the reverse," + in_row;
  if (read.message.find(plain.message) == std::string::npos) return "the message" + in_row + " lacks " + plain.message;
  if (!utf8::valid(read.message) || !utf8::valid(read.key)) return "the message or key" + in_row + " is not UTF-8";
  return {};
}

}  // namespace

ReadLeads plain_leads(std::string_view text, const LeadOptions& options) {
  ReadLeads read;
  const bool is_utf16 = text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF");
  if (is_utf16 || utf8::first_invalid(text) < std::min(text.size(), kLookAhead)) {
    read.errors.push_back(refusal("bad-encoding"));
    return read;
  }
  const std::size_t mark = text.starts_with(utf8::kByteOrderMark) ? utf8::kByteOrderMark.size() : 0;
  if (options.format == LeadFormat::kNdjson) {
    read_ndjson(text.substr(mark), mark, options, read);
  } else {
    read_csv(text.substr(mark), mark, options, read);
  }
  return read;
}

std::string difference(const ReadLeads& read, const ReadLeads& plain) {
  const auto same_code = [](const Error& left, const Error& right) { return left.code == right.code; };
  if (!std::equal(read.errors.begin(), read.errors.end(), plain.errors.begin(), plain.errors.end(), same_code)) {
    return "it is refused for other reasons";
  }
  for (const Error& error : read.errors) {
    if (error.message.empty() || !utf8::valid(error.message)) return "a refusal has no sentence in UTF-8";
  }
  if (!read.errors.empty()) return {};
  if (read.columns != plain.columns) return "the columns differ";
  if (read.variable_columns != plain.variable_columns) return "the columns of the variables differ";
  if (read.key_column != plain.key_column) {
    return "the key's column is \"" + read.key_column + "\", not \"" + plain.key_column + "\"";
  }
  for (std::size_t i = 0; i < std::min(read.leads.size(), plain.leads.size()); ++i) {
    if (std::string found = difference(read.leads[i], plain.leads[i]); !found.empty()) return found;
  }
  if (read.leads.size() != plain.leads.size()) {
    return "there are " + std::to_string(read.leads.size()) + " leads, not " + std::to_string(plain.leads.size());
  }
  return read.problem == plain.problem ? std::string() : "reading ended with: " + read.problem;
}

}  // namespace segue::reference
