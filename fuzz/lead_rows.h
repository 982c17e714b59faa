// lead_rows.h: everything that a LeadReader says, and a LeadParser after a LeadCutter, kept so that they can be
// compared.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "require.h"
#include "segue/lead_pieces.h"
#include "segue/leads.h"

/// A Lead that outlives its reader's next call.
struct Row {
  segue::LeadState state;
  std::uint64_t row, line, offset;
  std::string raw, key;
  std::vector<std::string> values, fields;
  bool was_short;
  std::string code, message;
  bool operator==(const Row&) const = default;
};

struct Outcome {
  std::vector<std::string> errors;
  std::vector<std::string> columns;
  std::vector<std::string> variable_columns;
  std::vector<Row> rows;
  bool operator==(const Outcome&) const = default;
};

inline Row kept(const segue::Lead& lead, std::span<const std::string_view> fields) {
  return {lead.state,
          lead.row,
          lead.line,
          lead.offset,
          std::string(lead.raw),
          std::string(lead.key),
          std::vector<std::string>(lead.values.begin(), lead.values.end()),
          std::vector<std::string>(fields.begin(), fields.end()),
          lead.was_short,
          std::string(lead.code),
          std::string(lead.message)};
}

template <class Leads>
bool begin_outcome(Outcome& outcome, const segue::Result<Leads>& leads) {
  for (const segue::Error& error : leads.errors()) {
    require(!error.code.empty() && !error.message.empty(), "a refusal has a code and a message");
    outcome.errors.push_back(error.code + ": " + error.message.substr(error.message.find(':')));
  }
  if (!leads) return false;
  outcome.columns.assign(leads->columns().begin(), leads->columns().end());
  outcome.variable_columns.assign(leads->variable_columns().begin(), leads->variable_columns().end());
  return true;
}

inline Outcome read_all(segue::Source& source, const segue::LeadOptions& options) {
  Outcome outcome;
  auto reader = segue::LeadReader::open(source, options);
  if (!begin_outcome(outcome, reader)) return outcome;
  segue::Lead lead;
  while (reader->next(lead)) outcome.rows.push_back(kept(lead, lead.fields));
  require(reader->problem().empty(), "a source without a problem is read to its end");
  require(!reader->next(lead), "nothing comes behind the end");
  return outcome;
}

/// The same in pieces of so many bytes.
inline Outcome read_pieces(segue::Source& source, const segue::LeadOptions& options, std::size_t size) {
  Outcome outcome;
  auto cutter = segue::LeadCutter::open(source, options, {.piece = size});
  if (!begin_outcome(outcome, cutter)) return outcome;
  segue::LeadPiece piece;
  segue::LeadParser parser(*cutter);
  while (cutter->next(piece)) {
    require(piece.rows() > 0 && piece.first_row() == outcome.rows.size(), "a piece goes on where the last one ended");
    parser.begin(piece);
    for (auto leads = parser.next(); !leads.empty(); leads = parser.next()) {
      for (const segue::Lead& lead : leads) outcome.rows.push_back(kept(lead, parser.fields(lead)));
    }
    require(outcome.rows.size() == piece.first_row() + piece.rows(), "a piece has the rows that it says");
  }
  require(cutter->problem().empty(), "a source without a problem is cut to its end");
  return outcome;
}
