// leads_reading.h: whole lead lists as plain values, for tests to look at.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "reference/choppy_source.h"
#include "segue/lead_pieces.h"
#include "segue/leads.h"

namespace segue {

/// A Lead that outlives its reader's next call.
struct ReadLead {
  LeadState state = LeadState::kReady;
  std::uint64_t row = 0;
  std::uint64_t line = 0;
  std::uint64_t offset = 0;
  std::string raw;
  std::string key;
  std::vector<std::string> values;
  std::vector<std::string> fields;
  bool was_short = false;
  std::string code;
  std::string message;
  bool operator==(const ReadLead&) const = default;
};

struct ReadLeads {
  std::vector<Error> errors;
  std::vector<std::string> columns;
  std::vector<std::string> variable_columns;
  std::string key_column;
  std::vector<ReadLead> leads;
  std::string problem;

  /// The code of the only error; "" where there is none or are several.
  [[nodiscard]] std::string code() const { return errors.size() == 1 ? errors[0].code : ""; }
  [[nodiscard]] bool says(std::string_view words) const {
    for (const Error& error : errors) {
      if (error.message.find(words) != std::string::npos) return true;
    }
    return false;
  }
};

inline ReadLead kept(const Lead& lead) {
  return {.state = lead.state,
          .row = lead.row,
          .line = lead.line,
          .offset = lead.offset,
          .raw = std::string(lead.raw),
          .key = std::string(lead.key),
          .values = {lead.values.begin(), lead.values.end()},
          .fields = {lead.fields.begin(), lead.fields.end()},
          .was_short = lead.was_short,
          .code = std::string(lead.code),
          .message = std::string(lead.message)};
}

inline ReadLeads read_leads(Source& source, const LeadOptions& options = {}) {
  ReadLeads read;
  auto reader = LeadReader::open(source, options);
  read.errors = reader.errors();
  if (!reader) return read;
  read.columns.assign(reader->columns().begin(), reader->columns().end());
  read.variable_columns.assign(reader->variable_columns().begin(), reader->variable_columns().end());
  Lead lead;
  while (reader->next(lead)) read.leads.push_back(kept(lead));
  read.key_column = reader->key_column();
  read.problem = reader->problem();
  return read;
}

/// The same by pieces, which are read one by one by two parsers in turn.
inline ReadLeads read_pieces(Source& source, const LeadOptions& options = {}, const CutOptions& cut = {}) {
  ReadLeads read;
  auto cutter = LeadCutter::open(source, options, cut);
  read.errors = cutter.errors();
  if (!cutter) return read;
  read.columns.assign(cutter->columns().begin(), cutter->columns().end());
  read.variable_columns.assign(cutter->variable_columns().begin(), cutter->variable_columns().end());
  LeadPiece piece;
  LeadParser parsers[] = {LeadParser(*cutter), LeadParser(*cutter)};
  for (std::size_t turn = 0; cutter->next(piece); ++turn) {
    LeadParser& parser = parsers[turn % 2];
    parser.begin(piece);
    std::uint64_t row = piece.first_row();
    for (auto leads = parser.next(); !leads.empty(); leads = parser.next()) {
      for (const Lead& lead : leads) {
        CHECK(lead.row == row++);
        ReadLead one = kept(lead);
        const auto fields = parser.fields(lead);
        one.fields.assign(fields.begin(), fields.end());
        read.leads.push_back(std::move(one));
      }
    }
    CHECK(row == piece.first_row() + piece.rows());
  }
  read.key_column = cutter->key_column();
  read.problem = cutter->problem();
  return read;
}

inline ReadLeads read_leads(std::string_view text, const LeadOptions& options = {}) {
  const std::unique_ptr<Source> source = memory_source(text, "leads.csv");
  return read_leads(*source, options);
}

/// The fields of each record.
inline std::vector<std::vector<std::string>> fields_of(const ReadLeads& read) {
  std::vector<std::vector<std::string>> all;
  for (const ReadLead& lead : read.leads) all.push_back(lead.fields);
  return all;
}

/// The code of each record; "ready" and "skipped" for those that have none.
inline std::vector<std::string> fates_of(const ReadLeads& read) {
  std::vector<std::string> all;
  for (const ReadLead& lead : read.leads) {
    all.push_back(lead.state == LeadState::kReady     ? "ready"
                  : lead.state == LeadState::kSkipped ? "skipped"
                                                      : lead.code);
  }
  return all;
}

using Texts = std::vector<std::string>;

}  // namespace segue
