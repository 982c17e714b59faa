// leads.h: what the benchmarks work on: the API's own example, and leads as real lists have them.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "segue/sequence.h"

namespace segue::bench {

struct BenchLead {
  std::string key;
  std::string first_name;
  std::string company;
};

/// 10,000 leads by the rules of tests/data/make_leads.py: 10 % without a first name, 25 % without a company, some
/// padded, some in other scripts. The same ones every time.
const std::vector<BenchLead>& bench_leads();

/// The same leads ten times over, as lists: six columns, some 60 bytes a row, as tests/data/make_leads.py writes them.
inline constexpr std::size_t kListedLeads = 100'000;
const std::string& leads_csv();
const std::string& leads_ndjson();

/// The bytes of the API page's example.
const std::string& example_bytes();
const Sequence& example();

/// The example with its steps repeated so many times, as bytes.
std::string repeated_example(std::int64_t times);

/// A message of so many segments: static texts, variables and variations of so many options in turn.
Message made_message(std::size_t segments, std::size_t options);

}  // namespace segue::bench
