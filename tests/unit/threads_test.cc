// What threads share: one Template and one Sequence, rendered by all of them at once; a lead list that one of them cuts
// and the others read.

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "reference/plain_leads.h"
#include "reference/read_leads.h"
#include "segue/bulk.h"
#include "segue/lead_chunks.h"
#include "segue/pick.h"
#include "segue/sequence.h"
#include "segue/template.h"
#include "unit/files.h"

using namespace segue;

namespace {

constexpr int kThreads = 8;
constexpr int kLeads = 500;

std::string key_of(int lead) {
  return "lead_" + std::to_string(lead);
}

std::string render_all(const Template& text) {
  std::string all;
  Trace trace;
  for (int i = 0; i < kLeads; ++i) {
    const std::string name = i % 3 == 0 ? "" : "Anna " + std::to_string(i);
    const std::string_view values[] = {name};
    if (text.render(values, keyed(7, key_of(i)), all, trace) != RenderStatus::kRendered) return "not rendered";
    all += text.explain(values, balanced(7, static_cast<std::uint64_t>(i))).text;
  }
  return all;
}

template <class Work>
std::vector<std::string> in_threads(Work work) {
  std::vector<std::string> results(kThreads);
  std::vector<std::thread> threads;
  threads.reserve(kThreads);
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&work, &result = results[static_cast<std::size_t>(i)]] { result = work(); });
  }
  for (std::thread& thread : threads) thread.join();
  return results;
}

}  // namespace

TEST_CASE("one template renders the same texts in any number of threads at once") {
  const auto sequence = parse_sequence(read_file("data/api-example.json"));
  REQUIRE(sequence);
  const auto text = compile(*sequence->messages()[0], {"first-name"}, {.null_values = {"N/A"}});
  REQUIRE(text);
  const std::string expected = render_all(*text);
  CHECK(expected.size() > kLeads * 40);
  for (const std::string& result : in_threads([&] { return render_all(*text); })) CHECK(result == expected);
}

TEST_CASE("one sequence is compiled, written and rendered in bulk by many threads at once") {
  const auto sequence = parse_sequence(read_file("data/api-example.json"));
  REQUIRE(sequence);
  std::string leads = "id,first-name\n";
  for (int i = 0; i < kLeads; ++i) leads += key_of(i) + ",Anna\n";
  const auto work = [&] {
    std::string out;
    const auto source = memory_source(leads);
    const auto sink = memory_sink(out);
    const BulkResult run = render_leads(*sequence, *source, *sink);
    return (run ? out : "failed") + write_sequence(*sequence);
  };
  const std::string expected = work();
  CHECK(expected.size() > kLeads * 100);
  for (const std::string& result : in_threads(work)) CHECK(result == expected);
}

TEST_CASE("a list is rendered to the same bytes by any number of threads, in chunks of any size") {
  const auto sequence = parse_sequence(read_file("data/api-example.json"));
  REQUIRE(sequence);
  std::string leads = "id,first-name\n";
  for (int i = 0; i < kLeads; ++i) {
    leads += i % 7 == 0 ? "\n" : i % 11 == 0 ? ",\"no\nkey\"\n" : key_of(i) + ",\"An\nna\"\n";
  }
  const auto render = [&](std::size_t threads, std::size_t chunk) {
    std::string out;
    const auto source = memory_source(leads);
    const auto sink = memory_sink(out);
    BulkOptions options{.chunks = {.chunk_size = chunk}, .threads = threads};
    // Told one at a time and in order, though by any of the threads.
    options.on_reject = [&](const Reject& reject) {
      out += std::to_string(reject.row) + " " + std::to_string(reject.line) + " " + std::string(reject.raw) + "\n";
      return true;
    };
    std::uint64_t rows = 0;
    options.on_progress = [&](const BulkProgress& now) {
      CHECK(now.rows >= rows);
      rows = now.rows;
      return true;
    };
    const auto [summary, errors] = render_leads(*sequence, *source, *sink, options);
    REQUIRE(errors.empty());
    CHECK(summary.rendered + summary.rejected + summary.skipped == summary.rows);
    CHECK(rows == summary.rows);
    return std::pair(summary, out);
  };
  const auto [expected, bytes] = render(1, 128);
  CHECK(expected.rejected > 0);
  CHECK(expected.skipped > 0);
  for (const std::size_t threads : {1u, 2u, 3u, 8u}) {
    for (const std::size_t chunk : {1u, 50u, 128u, 100'000u}) {
      const auto [summary, out] = render(threads, chunk);
      CHECK(summary.rows == expected.rows);
      CHECK(summary.messages == expected.messages);
      CHECK(summary.leads_hash == expected.leads_hash);
      CHECK(summary.text_characters == expected.text_characters);
      CHECK(summary.shortest_text == expected.shortest_text);
      CHECK(summary.longest_text == expected.longest_text);
      CHECK(summary.variations[0].picks == expected.variations[0].picks);
      // A chunk's rejects are told before its lines are written, so between the two the order depends on the chunks.
      if (chunk == 128) CHECK(out == bytes);
    }
  }
}

TEST_CASE("a forked child renders on one thread, whatever its parent has done") {
  const auto sequence = parse_sequence(read_file("data/api-example.json"));
  REQUIRE(sequence);
  std::string leads = "id,first-name\n";
  for (int i = 0; i < kLeads; ++i) leads += key_of(i) + ",Anna\n";
  const auto render = [&](std::size_t threads) {
    std::string out;
    const auto source = memory_source(leads);
    const auto sink = memory_sink(out);
    const BulkResult run = render_leads(*sequence, *source, *sink, {.chunks = {.chunk_size = 100}, .threads = threads});
    return run ? out : "failed";
  };
  const std::string expected = render(4);
  const ::pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) ::_exit(render(1) == expected ? 0 : 1);
  int status = -1;
  REQUIRE(::waitpid(child, &status, 0) == child);
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 0);
}

TEST_CASE("a sink that fails, and a reject that cannot be kept, end a run on many threads") {
  const auto sequence = parse_sequence(read_file("data/api-example.json"));
  REQUIRE(sequence);
  std::string leads = "id,first-name\n";
  for (int i = 0; i < kLeads; ++i) leads += i == kLeads / 2 ? ",x\n" : key_of(i) + ",Anna\n";
  class Failing final : public Sink {
   public:
    Write write(std::string_view) override { return {.problem = ++writes < 3 ? "" : "the disk is full"}; }
    int writes = 0;
  } failing;
  const auto source = memory_source(leads);
  const auto failed = render_leads(*sequence, *source, failing, {.chunks = {.chunk_size = 100}, .threads = 4});
  REQUIRE_FALSE(failed);
  CHECK(failed.errors[0].code == "unwritable-output");
  CHECK(failing.writes == 3);

  std::string out;
  const auto sink = memory_sink(out);
  const auto again = memory_source(leads);
  BulkOptions options{.chunks = {.chunk_size = 100}, .threads = 4};
  options.on_reject = [](const Reject&) { return false; };
  const auto stopped = render_leads(*sequence, *again, *sink, options);
  REQUIRE_FALSE(stopped);
  CHECK(stopped.errors[0].code == "rejects-failed");
}

namespace {

/// Reads all of a source in chunks: this thread cuts, the others parse.
ReadLeads read_on_threads(Source& source, const LeadOptions& options, const ChunkOptions& chunks, std::size_t threads) {
  auto chunker = LeadChunker::open(source, options, chunks);
  ReadLeads read = opened(chunker);
  if (!chunker) return read;
  std::mutex mutex;
  std::condition_variable changed;
  std::deque<LeadChunk> waiting;
  bool all_cut = false;
  const auto parse = [&] {
    LeadParser parser(*chunker);
    std::unique_lock lock(mutex);
    while (true) {
      changed.wait(lock, [&] { return all_cut || !waiting.empty(); });
      if (waiting.empty()) return;
      const LeadChunk chunk = std::move(waiting.front());
      waiting.pop_front();
      lock.unlock();
      const std::vector<ReadLead> leads = read_chunk(parser, chunk);
      lock.lock();
      read.leads.insert(read.leads.end(), leads.begin(), leads.end());
    }
  };
  std::vector<std::thread> parsers;
  for (std::size_t i = 0; i < threads; ++i) parsers.emplace_back(parse);
  for (LeadChunk chunk; chunker->next(chunk); chunk = LeadChunk()) {
    const std::lock_guard lock(mutex);
    waiting.push_back(std::move(chunk));
    changed.notify_one();
  }
  {
    const std::lock_guard lock(mutex);
    all_cut = true;
    changed.notify_all();
  }
  for (std::thread& parser : parsers) parser.join();
  std::sort(read.leads.begin(), read.leads.end(),
            [](const ReadLead& left, const ReadLead& right) { return left.row < right.row; });
  read.key_column = chunker->key_column();
  read.problem = chunker->problem();
  return read;
}

}  // namespace

TEST_CASE("a list that is cut on one thread and read on others gives the same leads") {
  std::string text = "id,a,b\n";
  for (int i = 0; i < 3000; ++i) {
    text += std::to_string(i) + (i % 7 == 0 ? ",\"two\nlines\"" : ",x") + (i % 50 == 0 ? ",\"open\n" : ",y\n");
  }
  std::string ndjson;
  for (int i = 0; i < 3000; ++i) ndjson += "{\"id\":" + std::to_string(i) + ",\"a\":\"x\"}\n";
  const LeadOptions csv{.variables = {"a"}, .max_record = 500};
  const LeadOptions json{.format = LeadFormat::kNdjson, .variables = {"a"}};
  for (const std::size_t threads : {std::size_t{1}, std::size_t{2}, std::size_t{5}}) {
    for (const std::size_t size : {std::size_t{1}, std::size_t{100}, std::size_t{5000}}) {
      CAPTURE(size);
      const auto csv_source = memory_source(text);
      CHECK(reference::difference(read_on_threads(*csv_source, csv, {.chunk_size = size}, threads),
                                  reference::plain_leads(text, csv)) == "");
      const auto json_source = memory_source(ndjson);
      CHECK(reference::difference(read_on_threads(*json_source, json, {.chunk_size = size}, threads),
                                  reference::plain_leads(ndjson, json)) == "");
    }
  }
}
