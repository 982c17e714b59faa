// Rendering, beside what one would write by hand for one message, beside {fmt} given the same work, and beside
// copying as many bytes.

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#define XXH_INLINE_ALL
#include <array>
#include <cstring>
#include <span>

#include <Random123/philox.h>
#include <xxhash.h>

#include "base/pick.h"
#include "base/white_space.h"
#include "leads.h"
#include "ratios.h"
#include "segue/pick.h"
#include "segue/template.h"

namespace segue::bench {
namespace {

/// Known only when it runs, as in any real program.
const std::uint64_t kSeed = parse_seed("7");
constexpr std::size_t kLongEnough = 512;

const Message& first_message() {
  return *example().messages().front();
}
const std::vector<std::string> kColumns = {"first-name", "custom_q5cktl47a6pqa74eu06fz89v"};

// --- the floor: this message and no other -------------------------------------------------------------------------

constexpr std::string_view kGreetings[] = {"Hey", "Hi", "What's up"};
constexpr std::string_view kSpace = " ";
constexpr std::string_view kMiddle = ", saw your work at ";
constexpr std::string_view kEnd = " — would love to connect. Open to a quick chat?";

/// The contract's pick, with everything in sight of the compiler.
inline std::uint32_t pick_by_hand(std::string_view key, std::uint64_t seed) {
  const std::uint64_t lead = XXH3_64bits(key.data(), key.size());
  const r123::Philox4x32::ctr_type counter = {
      {static_cast<std::uint32_t>(lead), static_cast<std::uint32_t>(lead >> 32), 0, 0}};
  const r123::Philox4x32::key_type seed_words = {
      {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)}};
  const auto words = r123::Philox4x32()(counter, seed_words);
  return pick::jump(words[0] | std::uint64_t{words[1]} << 32, 3);
}

inline std::string_view value_or(std::string_view value, std::string_view fallback) {
  if (value.empty()) return fallback;
  if (is_plain_edge(value.front()) && is_plain_edge(value.back())) return value;
  return is_blank(value) ? fallback : trim(value);
}

inline char* append(char* to, std::string_view text) {
  std::memcpy(to, text.data(), text.size());
  return to + text.size();
}

/// A function as segue's is one: called, not melted into the loop around it, and it writes nothing that does not fit.
[[gnu::noinline]] std::size_t render_by_hand(std::span<char> out, const BenchLead& lead, std::uint64_t seed) {
  constexpr std::size_t kMostFixed = 128;
  if (out.size() < kMostFixed + lead.first_name.size() + lead.company.size()) return 0;
  char* to = append(out.data(), kGreetings[pick_by_hand(lead.key, seed)]);
  to = append(to, kSpace);
  to = append(to, value_or(lead.first_name, "there"));
  to = append(to, kMiddle);
  to = append(to, value_or(lead.company, "your company"));
  to = append(to, kEnd);
  return static_cast<std::size_t>(to - out.data());
}

/// Calls `render(lead)`, which answers a length, for one lead after the other.
template <class Render>
void for_each_lead(benchmark::State& state, Render&& render) {
  const auto& leads = bench_leads();
  std::size_t i = 0;
  std::size_t bytes = 0;
  for (auto _ : state) {
    bytes += render(leads[i]);
    if (++i == leads.size()) i = 0;
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}

void by_hand(benchmark::State& state) {
  std::array<char, kLongEnough> out;
  for_each_lead(state, [&](const BenchLead& lead) {
    const std::size_t size = render_by_hand(out, lead, kSeed);
    benchmark::DoNotOptimize(out.data());
    benchmark::ClobberMemory();
    return size;
  });
}
BENCHMARK(by_hand)->Name("render/by_hand");

void by_fmt(benchmark::State& state) {
  std::array<char, kLongEnough> out;
  for_each_lead(state, [&](const BenchLead& lead) {
    char* const end =
        fmt::format_to(out.data(), "{0} {1}, saw your work at {2} — would love to connect. Open to a quick chat?",
                       kGreetings[pick_by_hand(lead.key, kSeed)], value_or(lead.first_name, "there"),
                       value_or(lead.company, "your company"));
    benchmark::DoNotOptimize(out.data());
    benchmark::ClobberMemory();
    return static_cast<std::size_t>(end - out.data());
  });
}
BENCHMARK(by_fmt)->Name("render/fmt_positional");

void into_memory(benchmark::State& state) {
  const auto message = compile(first_message(), kColumns);
  std::array<char, kLongEnough> out;
  for_each_lead(state, [&](const BenchLead& lead) {
    const std::string_view values[] = {lead.first_name, lead.company};
    const auto written = message->render_into(out, values, keyed(kSeed, lead.key));
    benchmark::DoNotOptimize(out.data());
    benchmark::ClobberMemory();
    return written.size;
  });
}
BENCHMARK(into_memory)->Name("render/segue_into_memory");

void into_string(benchmark::State& state) {
  const auto message = compile(first_message(), kColumns);
  std::string text;
  for_each_lead(state, [&](const BenchLead& lead) {
    text.clear();
    const std::string_view values[] = {lead.first_name, lead.company};
    benchmark::DoNotOptimize(message->render(values, keyed(kSeed, lead.key), text));
    benchmark::ClobberMemory();
    return text.size();
  });
}
BENCHMARK(into_string)->Name("render/segue_into_string");

void into_json(benchmark::State& state) {
  const auto message = compile(first_message(), kColumns, {.encoding = Encoding::kJson});
  std::string text;
  Trace trace;
  for_each_lead(state, [&](const BenchLead& lead) {
    text.clear();
    const std::string_view values[] = {lead.first_name, lead.company};
    benchmark::DoNotOptimize(message->render(values, keyed(kSeed, lead.key), text, trace));
    benchmark::ClobberMemory();
    return text.size();
  });
}
BENCHMARK(into_json)->Name("render/segue_into_json_traced");

const AddRatio kByHand({"render the example into memory, by the hand-written function", "render/segue_into_memory",
                        "render/by_hand", 1.5});
const AddRatio kStringByHand({"render the example into a string, by the same", "render/segue_into_string",
                              "render/by_hand", 0});
const AddRatio kByFmt({"render the example into memory, by fmt::format_to", "render/segue_into_memory",
                       "render/fmt_positional", 0.5});
const AddRatio kStringByFmt({"render the example into a string, by fmt::format_to", "render/segue_into_string",
                             "render/fmt_positional", 0});

// --- how cost grows -----------------------------------------------------------------------------------------------

void copied_bytes(benchmark::State& state) {
  const auto message =
      compile(made_message(static_cast<std::size_t>(state.range(0)), static_cast<std::size_t>(state.range(1))),
              {"first-name", "company"});
  const std::string_view values[] = {"Anna", "Alder Labs"};
  std::string text;
  (void)message->render(values, keyed(kSeed, "lead_1"), text);
  std::string copy(text.size(), ' ');
  for (auto _ : state) {
    std::memcpy(copy.data(), text.data(), text.size());
    benchmark::DoNotOptimize(copy.data());
    benchmark::ClobberMemory();
  }
}

void rendered(benchmark::State& state) {
  const auto message =
      compile(made_message(static_cast<std::size_t>(state.range(0)), static_cast<std::size_t>(state.range(1))),
              {"first-name", "company"});
  std::string text;
  for_each_lead(state, [&](const BenchLead& lead) {
    text.clear();
    const std::string_view values[] = {lead.first_name, lead.company};
    benchmark::DoNotOptimize(message->render(values, keyed(kSeed, lead.key), text));
    benchmark::ClobberMemory();
    return text.size();
  });
}

void sizes(benchmark::internal::Benchmark* benchmark) {
  for (const int segments : {1, 6, 60}) {
    for (const int options : {1, 10, 100, 1000}) benchmark->Args({segments, options});
  }
}
BENCHMARK(copied_bytes)->Name("render/memcpy_of_the_text")->Apply(sizes);
BENCHMARK(rendered)->Name("render/segue_made")->Apply(sizes);

const AddRatio kGrowth({"render 60 segments, by 6 segments (10 options)", "render/segue_made/60/10",
                        "render/segue_made/6/10", 12});
const AddRatio kOptions({"render 6 segments of 1,000 options, by 10 options", "render/segue_made/6/1000",
                         "render/segue_made/6/10", 0});
const AddRatio kCopy({"render 60 segments, by memcpy of the text", "render/segue_made/60/10",
                      "render/memcpy_of_the_text/60/10", 0});

}  // namespace
}  // namespace segue::bench
