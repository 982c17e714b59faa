#include "leads.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>

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
