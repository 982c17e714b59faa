// read_leads.h: whole lead lists as plain values, read record by record or in chunks, so that they can be compared.

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "segue/lead_chunks.h"
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

  bool operator==(const ReadLeads& other) const {
    const auto same = [](const Error& left, const Error& right) {
      return left.code == right.code && left.message == right.message;
    };
    return std::equal(errors.begin(), errors.end(), other.errors.begin(), other.errors.end(), same) &&
           columns == other.columns && variable_columns == other.variable_columns && key_column == other.key_column &&
           leads == other.leads && problem == other.problem;
  }

  /// The code of the only error; "" where there is none or are several.
  [[nodiscard]] std::string code() const { return errors.size() == 1 ? errors[0].code : ""; }
  [[nodiscard]] bool says(std::string_view words) const {
    for (const Error& error : errors) {
      if (error.message.find(words) != std::string::npos) return true;
    }
    return false;
  }
};

inline ReadLead kept(const Lead& lead, std::span<const std::string_view> fields) {
  return {.state = lead.state,
          .row = lead.row,
          .line = lead.line,
          .offset = lead.offset,
          .raw = std::string(lead.raw),
          .key = std::string(lead.key),
          .values = {lead.values.begin(), lead.values.end()},
          .fields = {fields.begin(), fields.end()},
          .was_short = lead.was_short,
          .code = std::string(lead.code),
          .message = std::string(lead.message)};
}

/// Reads all of a source, record by record. If the reader goes on after the end, that is the problem.
inline ReadLeads read_leads(Source& source, const LeadOptions& options = {}) {
  ReadLeads read;
  auto reader = LeadReader::open(source, options);
  read.errors = reader.errors();
  if (!reader) return read;
  read.columns.assign(reader->columns().begin(), reader->columns().end());
  read.variable_columns.assign(reader->variable_columns().begin(), reader->variable_columns().end());
  Lead lead;
  while (reader->next(lead)) read.leads.push_back(kept(lead, lead.fields));
  read.key_column = reader->key_column();
  read.problem = reader->next(lead) ? "a lead comes after the end" : reader->problem();
  return read;
}

/// What a chunker knows as soon as it is open.
inline ReadLeads opened(const Result<LeadChunker>& chunker) {
  ReadLeads read{.errors = chunker.errors()};
  if (!chunker) return read;
  read.columns.assign(chunker->columns().begin(), chunker->columns().end());
  read.variable_columns.assign(chunker->variable_columns().begin(), chunker->variable_columns().end());
  return read;
}

/// The leads of a chunk. If it does not hold the rows that it says, there is one without a place.
inline std::vector<ReadLead> read_chunk(LeadParser& parser, const LeadChunk& chunk) {
  std::vector<ReadLead> read;
  parser.begin(chunk);
  std::uint64_t row = chunk.first_row();
  bool in_place = chunk.rows() > 0;
  for (auto leads = parser.next(); !leads.empty(); leads = parser.next()) {
    for (const Lead& lead : leads) {
      in_place &= lead.row == row++;
      read.push_back(kept(lead, parser.fields(lead)));
    }
  }
  if (!in_place || row != chunk.first_row() + chunk.rows()) read.emplace_back();
  return read;
}

/// Reads all of a source in chunks, by two parsers in turn.
inline ReadLeads read_chunks(Source& source, const LeadOptions& options = {}, const ChunkOptions& chunks = {}) {
  auto chunker = LeadChunker::open(source, options, chunks);
  ReadLeads read = opened(chunker);
  if (!chunker) return read;
  LeadChunk chunk;
  LeadParser parsers[] = {LeadParser(*chunker), LeadParser(*chunker)};
  for (std::size_t turn = 0; chunker->next(chunk); ++turn) {
    const std::vector<ReadLead> leads = read_chunk(parsers[turn % 2], chunk);
    read.leads.insert(read.leads.end(), leads.begin(), leads.end());
  }
  read.key_column = chunker->key_column();
  read.problem = chunker->problem();
  return read;
}

/// The same after all chunks have been cut, the last chunk first.
inline ReadLeads read_chunks_backwards(Source& source, const LeadOptions& options = {},
                                       const ChunkOptions& chunks = {}) {
  auto chunker = LeadChunker::open(source, options, chunks);
  ReadLeads read = opened(chunker);
  if (!chunker) return read;
  std::vector<LeadChunk> all(1);
  while (chunker->next(all.back())) all.emplace_back();
  all.pop_back();
  LeadParser parser(*chunker);
  std::vector<std::vector<ReadLead>> leads(all.size());
  for (std::size_t i = all.size(); i-- > 0;) leads[i] = read_chunk(parser, all[i]);
  for (const std::vector<ReadLead>& some : leads) read.leads.insert(read.leads.end(), some.begin(), some.end());
  read.key_column = chunker->key_column();
  read.problem = chunker->problem();
  return read;
}

}  // namespace segue
