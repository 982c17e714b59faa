// Reading a sequence, beside RapidJSON's SAX reader that only counts events: with the same flags and stream, and with
// RapidJSON's own stream, which copies strings.

#include <benchmark/benchmark.h>

#include "events.h"
#include "leads.h"
#include "ratios.h"

namespace segue::bench {
namespace {

void count_events(benchmark::State& state) {
  const std::string bytes = repeated_example(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(events_of<json::kParseFlags>(json::Source(bytes, 0)));
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes.size()) * state.iterations());
}
BENCHMARK(count_events)->Name("parse/rapidjson_counting_events")->Arg(1)->Arg(100);

void count_copied_events(benchmark::State& state) {
  constexpr unsigned kFlags = json::kParseFlags & ~unsigned{rapidjson::kParseInsituFlag};
  const std::string bytes = repeated_example(state.range(0));
  for (auto _ : state) {
    benchmark::DoNotOptimize(events_of<kFlags>(rapidjson::StringStream(bytes.c_str())));
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes.size()) * state.iterations());
}
BENCHMARK(count_copied_events)->Name("parse/rapidjson_own_stream")->Arg(1)->Arg(100);

void parse(benchmark::State& state) {
  const std::string bytes = repeated_example(state.range(0));
  for (auto _ : state) {
    auto sequence = parse_sequence(bytes);
    benchmark::DoNotOptimize(sequence);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes.size()) * state.iterations());
}
BENCHMARK(parse)->Name("parse/segue")->Arg(1)->Arg(100);

void write(benchmark::State& state) {
  for (auto _ : state) {
    auto text = write_sequence(example());
    benchmark::DoNotOptimize(text);
  }
}
BENCHMARK(write)->Name("write/segue");

const AddRatio kExample({"read the API example, by RapidJSON's SAX reader counting", "parse/segue/1",
                         "parse/rapidjson_counting_events/1", 2.0});
const AddRatio kCopied({"read it, by the same reader from RapidJSON's own stream", "parse/segue/1",
                        "parse/rapidjson_own_stream/1", 0});
const AddRatio kLarge({"read it a hundred times over, by the same", "parse/segue/100",
                       "parse/rapidjson_counting_events/100", 0});

}  // namespace
}  // namespace segue::bench
