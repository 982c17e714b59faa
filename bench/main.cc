// Runs the benchmarks and tells the ratios between them. Exits with 1 where a ratio misses its target, so that a
// slow build is seen. What else a machine does only ever adds time: with --benchmark_repetitions=N the shortest counts.

#include <algorithm>
#include <map>

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <unistd.h>

#include "ratios.h"

namespace segue::bench {

std::vector<Ratio>& ratios() {
  static std::vector<Ratio> all;
  return all;
}

namespace {

/// Keeps the time of every benchmark by its name; where it is repeated, the shortest.
class Times : public benchmark::ConsoleReporter {
 public:
  Times() : ConsoleReporter(isatty(STDOUT_FILENO) != 0 ? OO_ColorTabular : OO_Tabular) {}

  // The name is Google Benchmark's. NOLINTNEXTLINE(readability-identifier-naming)
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) {
      if (run.run_type != Run::RT_Iteration || run.error_occurred) continue;
      // Who waits for a disk takes no processor's time; such a benchmark says by its name that it is timed otherwise.
      const bool is_timed = run.run_name.time_type == "manual_time" || run.run_name.time_type == "real_time";
      const double time = is_timed ? run.GetAdjustedRealTime() : run.GetAdjustedCPUTime();
      const double seconds = time / benchmark::GetTimeUnitMultiplier(run.time_unit);
      const auto [entry, is_new] = seconds_.try_emplace(run.run_name.str(), seconds);
      if (!is_new) entry->second = std::min(entry->second, seconds);
    }
    ConsoleReporter::ReportRuns(runs);
  }

  /// Prints all ratios whose two sides were measured; answers how many miss their target.
  [[nodiscard]] int print_ratios() const {
    int missed = 0;
    fmt::print("\n{:<58} {:>8}  {}\n", "ratio", "measured", "target");
    for (const Ratio& ratio : ratios()) {
      const auto what = seconds_.find(ratio.what);
      const auto beside = seconds_.find(ratio.beside);
      if (what == seconds_.end() || beside == seconds_.end()) continue;
      const double measured = what->second / beside->second;
      const bool misses = ratio.at_most > 0 && measured > ratio.at_most;
      missed += misses;
      fmt::print("{:<58} {:>7.2f}×  {}\n", ratio.claim, measured,
                 ratio.at_most > 0 ? fmt::format("≤ {:.2f}×{}", ratio.at_most, misses ? "   MISSED" : "") : "");
    }
    return missed;
  }

 private:
  std::map<std::string, double> seconds_;
};

}  // namespace
}  // namespace segue::bench

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  segue::bench::Times times;
  benchmark::RunSpecifiedBenchmarks(&times);
  return times.print_ratios() > 0 ? 1 : 0;
}
