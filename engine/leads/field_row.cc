#include "leads/field_row.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/utf8.h"
#include "base/white_space.h"

namespace segue {

bool is_seen(std::string_view field) {
  return !field.empty() && (is_plain_edge(field.front()) || !is_blank(field));
}

bool all_blank(const std::vector<std::string_view>& fields) {
  return std::none_of(fields.begin(), fields.end(), is_seen);
}

void FieldRow::begin(const std::vector<std::string_view>& fields, LeadRow& row, Lead& lead) const {
  if (!has_key_column()) row.give_row_key(lead);
  lead.fields = fields;
}

void FieldRow::take_key(std::size_t readable, const std::vector<std::string_view>& fields, Lead& lead) const {
  if (!has_key_column() || binding_.key >= std::min(readable, fields.size())) return;
  if (const std::string_view key = fields[binding_.key]; utf8::valid(key)) lead.key = key;
}

void FieldRow::read(std::vector<std::string_view>& fields, LeadRow& row, Lead& lead) const {
  begin(fields, row, lead);
  if (all_blank(fields)) return row.settle(lead, LeadState::kSkipped);
  if (has_key_column() && binding_.key < fields.size()) lead.key = fields[binding_.key];
  if (fields.size() > columns_.size()) {
    return row.reject(
        lead, "too-wide",
        fmt::format("{} fields, but the header has {} column{}; quote a field that has the delimiter in its text",
                    fields.size(), columns_.size(), columns_.size() == 1 ? "" : "s"));
  }
  if (fields.size() < columns_.size()) {
    fields.resize(columns_.size());
    lead.fields = fields;
    lead.was_short = true;
  }
  if (has_key_column() && !is_seen(lead.key)) {
    return row.reject(
        lead, "blank-key",
        fmt::format("column \"{}\", the lead's key, is blank; every lead needs one", columns_[binding_.key]));
  }
  for (std::size_t i = 0; i < row.values.size(); ++i) {
    const std::size_t column = binding_.variables[i];
    row.values[i] = column != kNoColumn ? fields[column] : std::string_view();
  }
  row.ready(lead);
}

std::string FieldRow::describe_field(std::size_t field) const {
  if (field < columns_.size()) return fmt::format("field {} ({})", field + 1, columns_[field]);
  return fmt::format("field {}", field + 1);
}

}  // namespace segue
