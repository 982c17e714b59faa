// A lead list rendered on one thread: CSV in memory to NDJSON that nobody keeps, beside reading the leads alone and
// beside copying the bytes that go in and come out.

#include <cstring>
#include <string>

#include <benchmark/benchmark.h>

#include "leads.h"
#include "ratios.h"
#include "segue/bulk.h"
#include "segue/leads.h"

namespace segue::bench {
namespace {

constexpr std::int64_t kRows = kListedLeads;

class NoSink final : public Sink {
 public:
  Write write(std::string_view bytes) override {
    written += bytes.size();
    return {};
  }
  std::size_t written = 0;
};

void read_leads(benchmark::State& state) {
  for (auto _ : state) {
    const auto source = memory_source(leads_csv());
    auto leads = LeadReader::open(*source, {.variables = {"first-name", "custom_q5cktl47a6pqa74eu06fz89v"}});
    Lead lead;
    std::size_t bytes = 0;
    while (leads->next(lead)) bytes += lead.values[0].size();
    benchmark::DoNotOptimize(bytes);
  }
  state.SetItemsProcessed(state.iterations() * kRows);
}
BENCHMARK(read_leads)->Name("bulk/read_leads")->Unit(benchmark::kMillisecond);

/// The example's first message alone, as most comparisons do it.
Sequence first_message_alone() {
  Sequence sequence = example();
  sequence.steps.resize(1);
  return sequence;
}

void render_bulk(benchmark::State& state) {
  const Sequence sequence = state.range(0) == 1 ? first_message_alone() : example();
  for (auto _ : state) {
    const auto source = memory_source(leads_csv());
    NoSink sink;
    const BulkResult run = render_leads(sequence, *source, sink);
    if (!run || run.summary.rendered != static_cast<std::uint64_t>(kRows))
      state.SkipWithError("not every lead was rendered");
  }
  state.SetItemsProcessed(state.iterations() * kRows);
}
BENCHMARK(render_bulk)->Name("bulk/render_leads")->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond);

void copy_bytes(benchmark::State& state) {
  const auto source = memory_source(leads_csv());
  NoSink sink;
  const BulkResult run = render_leads(first_message_alone(), *source, sink);
  const std::string bytes(run.summary.bytes_read + sink.written, 'x');
  std::string copy(bytes.size(), ' ');
  for (auto _ : state) {
    std::memcpy(copy.data(), bytes.data(), bytes.size());
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * kRows);
}
BENCHMARK(copy_bytes)->Name("bulk/memcpy_of_all_bytes")->Unit(benchmark::kMillisecond);

const AddRatio kReading({"render a lead list, by reading it", "bulk/render_leads/1", "bulk/read_leads", 0});
const AddRatio kCopying({"render a lead list, by memcpy of all its bytes", "bulk/render_leads/1",
                         "bulk/memcpy_of_all_bytes", 0});
const AddRatio kMessages({"two messages a lead, by one", "bulk/render_leads/2", "bulk/render_leads/1", 2});

}  // namespace
}  // namespace segue::bench
