// plain_leads.h: what a lead list means, said in the slowest, most obvious way: the whole text in memory, from its
// start to its end, with nothing remembered but what the contract names. LeadReader, and LeadParser over chunks of any
// size, are tested and fuzzed against it. Of the engine it uses only UTF-8 and what counts as blank.

#pragma once

#include <string>
#include <string_view>

#include "reference/read_leads.h"
#include "segue/leads.h"

namespace segue::reference {

/// Errors have nothing but their codes. A message is a part of the real one, often none of it.
ReadLeads plain_leads(std::string_view text, const LeadOptions& options);

/// A sentence about the first thing in which `read` differs from `plain`; empty if nothing does.
std::string difference(const ReadLeads& read, const ReadLeads& plain);

}  // namespace segue::reference
