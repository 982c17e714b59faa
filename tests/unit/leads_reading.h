// leads_reading.h: whole lead lists as plain values, for tests to look at.

#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "reference/choppy_source.h"
#include "reference/read_leads.h"

namespace segue {

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
