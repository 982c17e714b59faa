// The pick's parts: hash, generator and jump; keyed, balanced and numbered.

#include <benchmark/benchmark.h>

#include "base/pick.h"
#include "leads.h"
#include "segue/pick.h"

namespace segue::bench {
namespace {

void hash(benchmark::State& state) {
  std::size_t i = 0;
  for (auto _ : state) benchmark::DoNotOptimize(pick::hash(bench_leads()[i++ % 10'000].key));
}
BENCHMARK(hash)->Name("pick/hash_of_the_key");

void words(benchmark::State& state) {
  std::uint64_t lead = 0;
  for (auto _ : state) benchmark::DoNotOptimize(pick::keyed_block(7, lead++, 0, 0));
}
BENCHMARK(words)->Name("pick/generator");

void jump(benchmark::State& state) {
  std::uint64_t bits = 1;
  for (auto _ : state) {
    bits = bits * 6364136223846793005u + 1442695040888963407u;
    benchmark::DoNotOptimize(pick::jump(bits, static_cast<std::uint32_t>(state.range(0))));
  }
}
BENCHMARK(jump)->Name("pick/jump")->Arg(1)->Arg(3)->Arg(10)->Arg(1000);

void balanced(benchmark::State& state) {
  std::uint64_t row = 0;
  for (auto _ : state)
    benchmark::DoNotOptimize(pick::balanced(7, row++, 0, 0, static_cast<std::uint32_t>(state.range(0))));
}
BENCHMARK(balanced)->Name("pick/balanced")->Arg(3)->Arg(1000);

}  // namespace
}  // namespace segue::bench
