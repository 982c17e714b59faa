#include "leads.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>

#include "base/escape.h"

namespace segue::bench {

const std::vector<BenchLead>& bench_leads() {
  static const std::vector<BenchLead> leads = [] {
    constexpr std::string_view kFirst[] = {"Anna",  "Ben",  "Carla", "David", "Elif",  "Farid",
                                           "Grace", "Hugo", "Ines",  "Jonas", "Kaia",  "Leo",
                                           "Mira",  "Nils", "Olga",  "Pablo", "Quinn", "Rosa"};
    constexpr std::string_view kWorld[] = {"Zoë", "Łucja", "Søren", "Ольга", "美咲", "지훈", "فاطمه", "Ana 🚀"};
    constexpr std::string_view kFirm[] = {"Alder", "Basalt", "Cobalt", "Dune", "Ember", "Fjord", "Grove", "Helio"};
    constexpr std::string_view kKind[] = {"Labs", "Works", "Systems", "& Söhne", "Studio", "Group", "Inc.", "Partners"};
    std::mt19937 random(1);
    const auto chance = [&](unsigned percent) { return random() % 100 < percent; };
    const auto choose = [&](const auto& list) { return std::string(list[random() % std::size(list)]); };
    std::vector<BenchLead> made;
    for (int i = 1; i <= 10'000; ++i) {
      char key[32];
      std::snprintf(key, sizeof key, "lead_%08d", i);
      BenchLead lead{key, chance(5) ? choose(kWorld) : choose(kFirst), choose(kFirm) + " " + choose(kKind)};
      if (chance(1)) lead.first_name = "  " + lead.first_name + "\u00A0";
      if (chance(10)) lead.first_name = chance(33) ? " " : "";
      if (chance(25)) lead.company.clear();
      made.push_back(std::move(lead));
    }
    return made;
  }();
  return leads;
}

namespace {

/// Calls `write` with the fields of each listed lead: one in 50 has a company that CSV must quote.
template <class Write>
std::string listed(Write&& write) {
  std::string text;
  for (std::size_t i = 0; i < kListedLeads; ++i) {
    const BenchLead& lead = bench_leads()[i % bench_leads().size()];
    const std::string company = i % 50 == 0 ? lead.company + ", \"the\" one" : lead.company;
    write(text, std::array<std::string, 6>{lead.key, lead.first_name, "Kowalski", lead.key + "_kowalski", company,
                                           "founder"});
  }
  return text;
}

constexpr std::string_view kColumns[] = {
    "id", "first-name", "last-name", "username", "custom_q5cktl47a6pqa74eu06fz89v", "custom_role"};

}  // namespace

const std::string& leads_csv() {
  static const std::string csv = [] {
    std::string header;
    for (const std::string_view column : kColumns) {
      if (!header.empty()) header += ',';
      header += column;
    }
    return header + '\n' + listed([](std::string& text, const std::array<std::string, 6>& fields) {
             for (std::size_t i = 0; i < fields.size(); ++i) {
               if (i > 0) text += ',';
               append_csv_field(text, fields[i]);
             }
             text += '\n';
           });
  }();
  return csv;
}

const std::string& leads_ndjson() {
  static const std::string ndjson = listed([](std::string& text, const std::array<std::string, 6>& fields) {
    for (std::size_t i = 0; i < fields.size(); ++i) {
      text += i == 0 ? '{' : ',';
      append_json_string(text, kColumns[i]);
      text += ':';
      append_json_string(text, fields[i]);
    }
    text += "}\n";
  });
  return ndjson;
}

const std::string& example_bytes() {
  static const std::string bytes = [] {
    std::ifstream file(SEGUE_EXAMPLE, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }();
  return bytes;
}

const Sequence& example() {
  static const Sequence sequence = [] {
    auto parsed = parse_sequence(example_bytes());
    if (!parsed) std::abort();
    return *std::move(parsed);
  }();
  return sequence;
}

std::string repeated_example(std::int64_t times) {
  Sequence sequence = example();
  const std::vector<Step> steps = sequence.steps;
  for (std::int64_t i = 1; i < times; ++i) sequence.steps.insert(sequence.steps.end(), steps.begin(), steps.end());
  return times == 1 ? example_bytes() : write_sequence(sequence);
}

Message made_message(std::size_t segments, std::size_t options) {
  Message message;
  for (std::size_t i = 0; i < segments; ++i) {
    Segment segment;
    if (segments == 1 || i % 3 == 1) {
      Variation variation;
      for (std::size_t o = 0; o < options; ++o) variation.options.push_back("option number " + std::to_string(o));
      segment.content = std::move(variation);
    } else if (i % 3 == 0) {
      segment.content = Static{" and some text of a usual length, "};
    } else {
      segment.content = Variable{i % 2 == 0 ? "first-name" : "company", "you"};
    }
    message.segments.push_back(std::move(segment));
  }
  return message;
}

}  // namespace segue::bench
