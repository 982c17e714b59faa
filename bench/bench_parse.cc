// Reading a sequence, beside RapidJSON's SAX reader that only counts events: iterative, checking the encoding and with
// numbers as text, as segue has it, but from RapidJSON's own stream and copying strings.

#include <benchmark/benchmark.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include "leads.h"
#include "ratios.h"

namespace segue::bench {
namespace {

struct EventCounter : rapidjson::BaseReaderHandler<rapidjson::UTF8<>, EventCounter> {
  std::size_t events = 0;
  // The name is RapidJSON's. NOLINTNEXTLINE(readability-identifier-naming)
  bool Default() {
    ++events;
    return true;
  }
};

/// The example's steps, so many times.
std::string repeated_example(std::int64_t times) {
  Sequence sequence = example();
  const std::vector<Step> steps = sequence.steps;
  for (std::int64_t i = 1; i < times; ++i) sequence.steps.insert(sequence.steps.end(), steps.begin(), steps.end());
  return times == 1 ? example_bytes() : write_sequence(sequence);
}

void count_events(benchmark::State& state) {
  const std::string bytes = repeated_example(state.range(0));
  constexpr unsigned kFlags =
      rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag | rapidjson::kParseNumbersAsStringsFlag;
  for (auto _ : state) {
    rapidjson::MemoryStream stream(bytes.data(), bytes.size());
    rapidjson::Reader reader;
    EventCounter counter;
    reader.Parse<kFlags>(stream, counter);
    benchmark::DoNotOptimize(counter.events);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes.size()) * state.iterations());
}
BENCHMARK(count_events)->Name("parse/rapidjson_counting_events")->Arg(1)->Arg(100);

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
const AddRatio kLarge({"read it a hundred times over, by the same", "parse/segue/100",
                       "parse/rapidjson_counting_events/100", 0});

}  // namespace
}  // namespace segue::bench
