// read_every_way.h: a lead list read in every way there is. All must give what the slow reference gives.

#pragma once

#include <cstddef>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "reference/choppy_source.h"
#include "reference/plain_leads.h"
#include "reference/read_leads.h"
#include "require.h"

inline segue::ReadLeads read_every_way(std::string_view bytes, const segue::LeadOptions& options) {
  const char* const name = "leads";  // messages name their source
  const auto whole = segue::memory_source(bytes, name);
  const segue::ReadLeads outcome = segue::read_leads(*whole, options);
  const std::string found = segue::reference::difference(outcome, segue::reference::plain_leads(bytes, options));
  if (!found.empty()) std::fprintf(stderr, "%s\n", found.c_str());
  require(found.empty(), "the reader agrees with the slow reference");

  for (const std::vector<std::size_t>& sizes : {std::vector<std::size_t>{1}, {3, 1, 7, 2}}) {
    segue::reference::ChoppySource choppy(bytes, sizes, {}, name);
    require(segue::read_leads(choppy, options) == outcome, "the sizes in which the bytes come do not matter");
  }
  for (const std::size_t size : {1u, 2u, 3u, 20u, 100u, 4096u}) {
    segue::reference::ChoppySource choppy(bytes, {size, 50}, {}, name);
    require(segue::read_chunks(choppy, options, {.chunk_size = size}) == outcome, "the size of chunks does not matter");
    const auto again = segue::memory_source(bytes, name);
    require(segue::read_chunks_backwards(*again, options, {.chunk_size = size}) == outcome,
            "the order in which chunks are parsed does not matter");
  }
  return outcome;
}
