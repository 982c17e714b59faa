// Compiling a message, beside copying its model.

#include <benchmark/benchmark.h>

#include "leads.h"
#include "ratios.h"
#include "segue/template.h"

namespace segue::bench {
namespace {

const std::vector<std::string> kColumns = {"first-name", "company"};

void copy_message(benchmark::State& state) {
  const Message message =
      made_message(static_cast<std::size_t>(state.range(0)), static_cast<std::size_t>(state.range(1)));
  for (auto _ : state) {
    Message copy = message;
    benchmark::DoNotOptimize(copy);
  }
}
BENCHMARK(copy_message)->Name("compile/copy_of_the_model")->Args({6, 3})->Args({60, 3})->Args({6, 1000});

void compile_message(benchmark::State& state) {
  const Message message =
      made_message(static_cast<std::size_t>(state.range(0)), static_cast<std::size_t>(state.range(1)));
  for (auto _ : state) {
    auto compiled = compile(message, kColumns);
    benchmark::DoNotOptimize(compiled);
  }
}
BENCHMARK(compile_message)->Name("compile/segue")->Args({6, 3})->Args({60, 3})->Args({6, 1000});

const AddRatio kSmall({"compile 6 segments, by a copy of the model", "compile/segue/6/3",
                       "compile/copy_of_the_model/6/3", 0});
const AddRatio kLong({"compile 60 segments, by a copy of the model", "compile/segue/60/3",
                      "compile/copy_of_the_model/60/3", 0});
const AddRatio kWide({"compile 1,000 options, by a copy of the model", "compile/segue/6/1000",
                      "compile/copy_of_the_model/6/1000", 0});

}  // namespace
}  // namespace segue::bench
