// The ordered pipeline: oneTBB's beside a queue made by hand, over work of the shape of a bulk run. A chunk is copied
// in (begin), changed for as long as rendering one takes (work), and copied out (finish).

#include <cstdint>
#include <cstring>
#include <numeric>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "home_made_queue.h"
#include "parallel/pipeline.h"
#include "ratios.h"

namespace segue::bench {
namespace {

constexpr std::size_t kPieces = 400;
constexpr std::size_t kThreads = 2;

/// Chunks of `size` bytes, each byte of which takes some `rounds` multiplications.
class MadeUpWork final : public OrderedWork {
 public:
  MadeUpWork(std::size_t size, int rounds, std::size_t slots)
      : rounds_(rounds), source_(size, 'x'), out_(size), slots_(slots, std::vector<char>(size)) {}

  bool begin(std::size_t slot) override {
    if (begun_ == kPieces) return false;
    std::memcpy(slots_[slot].data(), source_.data(), source_.size());
    std::memcpy(slots_[slot].data(), &begun_, sizeof begun_);
    ++begun_;
    return true;
  }
  void work(std::size_t slot) override {
    std::uint64_t sum = 1;
    for (int round = 0; round < rounds_; ++round) {
      for (const char byte : slots_[slot]) sum = sum * 0x9E3779B97F4A7C15u + static_cast<unsigned char>(byte);
    }
    std::memcpy(slots_[slot].data() + sizeof begun_, &sum, sizeof sum);
  }
  bool finish(std::size_t slot) override {
    std::memcpy(out_.data(), slots_[slot].data(), out_.size());
    std::size_t number = 0;
    std::memcpy(&number, out_.data(), sizeof number);
    in_order_ &= number == finished_++;
    return true;
  }
  [[nodiscard]] bool is_whole() const { return in_order_ && finished_ == kPieces; }

 private:
  int rounds_;
  std::vector<char> source_, out_;
  std::vector<std::vector<char>> slots_;
  std::size_t begun_ = 0;
  std::size_t finished_ = 0;
  bool in_order_ = true;
};

/// Two sizes: a chunk as bulk runs have it (128 KiB, a third of a millisecond), and one so small that only the handing
/// over counts.
MadeUpWork made_up_work(const benchmark::State& state) {
  const std::size_t slots = slots_for(kThreads);
  return state.range(0) == 0 ? MadeUpWork(64, 1, slots) : MadeUpWork(std::size_t{128} << 10, 2, slots);
}

void with_onetbb(benchmark::State& state) {
  for (auto _ : state) {
    MadeUpWork work = made_up_work(state);
    run_in_order(work, kThreads, slots_for(kThreads));
    if (!work.is_whole()) state.SkipWithError("chunks are missing, or out of order");
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kPieces));
}
BENCHMARK(with_onetbb)->Name("pipeline/onetbb")->Arg(0)->Arg(1)->UseRealTime()->Unit(benchmark::kMicrosecond);

void with_queue(benchmark::State& state) {
  for (auto _ : state) {
    MadeUpWork work = made_up_work(state);
    HomeMadeQueue(work, slots_for(kThreads)).run(kThreads);
    if (!work.is_whole()) state.SkipWithError("chunks are missing, or out of order");
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kPieces));
}
BENCHMARK(with_queue)->Name("pipeline/home_made_queue")->Arg(0)->Arg(1)->UseRealTime()->Unit(benchmark::kMicrosecond);

const AddRatio kPiece({"hand over usual chunks by oneTBB, by a home-made queue", "pipeline/onetbb/1/real_time",
                       "pipeline/home_made_queue/1/real_time", 1.1});
const AddRatio kTiny({"hand over tiny chunks by oneTBB, by a home-made queue", "pipeline/onetbb/0/real_time",
                      "pipeline/home_made_queue/0/real_time", 0});

}  // namespace
}  // namespace segue::bench
