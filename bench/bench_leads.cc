// Reading a lead list, beside what would be taken for it instead: libcsv over the same CSV, RapidJSON's SAX reader over
// the same leads as NDJSON. Both hand over every field and leave it there; segue also checks the encoding, finds the
// columns, keeps places and row numbers, and takes bad records out.

#include <cstring>
#include <functional>
#include <string>

#include <benchmark/benchmark.h>
#include <csv.h>

#include "base/escape.h"
#include "events.h"
#include "leads.h"
#include "ratios.h"
#include "segue/lead_chunks.h"
#include "segue/leads.h"

namespace segue::bench {
namespace {

LeadOptions options(LeadFormat format) {
  return {.format = format, .variables = {"first-name", "custom_q5cktl47a6pqa74eu06fz89v"}};
}

const std::string& list_of(LeadFormat format) {
  return format == LeadFormat::kCsv ? leads_csv() : leads_ndjson();
}

/// What a reader is asked to see: that all leads are there, and a value of each.
void check(benchmark::State& state, std::size_t leads, std::size_t bytes) {
  if (leads != kListedLeads || bytes == 0) state.SkipWithError("not every lead was read");
}

void finish(benchmark::State& state, LeadFormat format) {
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(list_of(format).size()));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kListedLeads));
}

/// As one thread of a bulk run reads them.
void read_in_pieces(benchmark::State& state, LeadFormat format) {
  for (auto _ : state) {
    const auto source = memory_source(list_of(format));
    auto chunker = LeadChunker::open(*source, options(format));
    LeadParser parser(*chunker);
    LeadChunk chunk;
    std::size_t count = 0;
    std::size_t bytes = 0;
    while (chunker->next(chunk)) {
      parser.begin(chunk);
      for (auto leads = parser.next(); !leads.empty(); leads = parser.next()) {
        count += leads.size();
        for (const Lead& lead : leads) bytes += lead.values[0].size();
      }
    }
    check(state, count, bytes);
  }
  finish(state, format);
}
BENCHMARK_CAPTURE(read_in_pieces, csv, LeadFormat::kCsv)->Name("leads/csv_in_pieces")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(read_in_pieces, ndjson, LeadFormat::kNdjson)
    ->Name("leads/ndjson_in_pieces")
    ->Unit(benchmark::kMillisecond);

/// As the plain reader does, which the chunks are compared with.
void read_plainly(benchmark::State& state, LeadFormat format) {
  for (auto _ : state) {
    const auto source = memory_source(list_of(format));
    auto reader = LeadReader::open(*source, options(format));
    Lead lead;
    std::size_t count = 0;
    std::size_t bytes = 0;
    while (reader->next(lead)) {
      ++count;
      bytes += lead.values[0].size();
    }
    check(state, count, bytes);
  }
  finish(state, format);
}
BENCHMARK_CAPTURE(read_plainly, csv, LeadFormat::kCsv)->Name("leads/csv_plainly")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(read_plainly, ndjson, LeadFormat::kNdjson)
    ->Name("leads/ndjson_plainly")
    ->Unit(benchmark::kMillisecond);

struct SeenByLibcsv {
  std::size_t rows = 0;
  std::size_t field = 0;
  std::size_t bytes = 0;
};

void read_with_libcsv(benchmark::State& state) {
  for (auto _ : state) {
    csv_parser parser;
    if (csv_init(&parser, CSV_STRICT) != 0) state.SkipWithError("libcsv does not begin");
    SeenByLibcsv seen;
    const auto on_field = [](void*, std::size_t size, void* data) {
      auto& all = *static_cast<SeenByLibcsv*>(data);
      all.bytes += all.field++ == 1 ? size : 0;
    };
    const auto on_row = [](int, void* data) {
      auto& all = *static_cast<SeenByLibcsv*>(data);
      ++all.rows;
      all.field = 0;
    };
    csv_parse(&parser, leads_csv().data(), leads_csv().size(), on_field, on_row, &seen);
    csv_fini(&parser, on_field, on_row, &seen);
    csv_free(&parser);
    check(state, seen.rows - 1, seen.bytes);  // the header is a row
  }
  finish(state, LeadFormat::kCsv);
}
BENCHMARK(read_with_libcsv)->Name("leads/libcsv")->Unit(benchmark::kMillisecond);

/// A line at a time, as one has to, with the flags and the stream of segue's own reading.
void read_with_rapidjson(benchmark::State& state) {
  const std::string& text = leads_ndjson();
  for (auto _ : state) {
    std::size_t lines = 0;
    std::size_t events = 0;
    for (std::size_t at = 0; at < text.size(); ++lines) {
      const std::size_t end = text.find('\n', at);
      events += events_of<json::kParseFlags>(json::Source(std::string_view(text).substr(at, end - at), 0));
      at = end + 1;
    }
    check(state, lines, events);
  }
  finish(state, LeadFormat::kNdjson);
}
BENCHMARK(read_with_rapidjson)->Name("leads/rapidjson")->Unit(benchmark::kMillisecond);

const AddRatio kLibcsv({"read a CSV lead list, by libcsv", "leads/csv_in_pieces", "leads/libcsv", 1});
const AddRatio kRapidJson({"read an NDJSON lead list, by RapidJSON's SAX reader counting", "leads/ndjson_in_pieces",
                           "leads/rapidjson", 1});
const AddRatio kPlainCsv({"read a CSV lead list, by the plain reader", "leads/csv_in_pieces", "leads/csv_plainly", 0});
const AddRatio kPlainNdjson({"read an NDJSON lead list, by the plain reader", "leads/ndjson_in_pieces",
                             "leads/ndjson_plainly", 0});

}  // namespace
}  // namespace segue::bench
