// lead_rows.h: everything that a LeadReader says, kept, so that two readings can be compared.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "require.h"
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

inline Outcome read_all(segue::Source& source, const segue::LeadOptions& options) {
  Outcome outcome;
  auto reader = segue::LeadReader::open(source, options);
  for (const segue::Error& error : reader.errors()) {
    require(!error.code.empty() && !error.message.empty(), "a refusal has a code and a message");
    outcome.errors.push_back(error.code + ": " + error.message.substr(error.message.find(':')));
  }
  if (!reader) return outcome;
  outcome.columns.assign(reader->columns().begin(), reader->columns().end());
  outcome.variable_columns.assign(reader->variable_columns().begin(), reader->variable_columns().end());
  segue::Lead lead;
  while (reader->next(lead)) {
    outcome.rows.push_back({lead.state, lead.row, lead.line, lead.offset, std::string(lead.raw), std::string(lead.key),
                            std::vector<std::string>(lead.values.begin(), lead.values.end()),
                            std::vector<std::string>(lead.fields.begin(), lead.fields.end()), lead.was_short,
                            std::string(lead.code), std::string(lead.message)});
  }
  require(reader->problem().empty(), "a source without a problem is read to its end");
  require(!reader->next(lead), "nothing comes behind the end");
  return outcome;
}
