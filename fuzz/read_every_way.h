// read_every_way.h: a lead list read in every way there is, which must all be the same.

#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "reference/choppy_source.h"
#include "reference/read_leads.h"
#include "require.h"

inline segue::ReadLeads read_every_way(std::string_view bytes, const segue::LeadOptions& options) {
  const char* const name = "choppy.csv";  // as ChoppySource calls itself, since messages name their source
  const auto whole = segue::memory_source(bytes, name);
  const segue::ReadLeads outcome = segue::read_leads(*whole, options);
  for (const std::vector<std::size_t>& sizes : {std::vector<std::size_t>{1}, {3, 1, 7, 2}}) {
    segue::reference::ChoppySource choppy(bytes, sizes);
    require(segue::read_leads(choppy, options) == outcome, "it is all the same in what chunks the bytes come");
  }
  for (const std::size_t size : {std::size_t{1}, std::size_t{20}, std::size_t{100}, std::size_t{4096}}) {
    const auto again = segue::memory_source(bytes, name);
    require(segue::read_chunks(*again, options, {.chunk_size = size}) == outcome,
            "it is all the same in what chunks it is cut");
  }
  for (const segue::Error& error : outcome.errors) {
    require(!error.code.empty() && !error.message.empty(), "a refusal has a code and a message");
  }
  require(outcome.problem.empty(), "a source without a problem is read to its end");
  return outcome;
}
