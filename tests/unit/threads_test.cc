// What is shared between threads: one Template, one Sequence, rendered by all of them at once.

#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "segue/bulk.h"
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
    if (text.render(values, keyed(7, key_of(i)), all, trace) != Status::kRendered) return "not rendered";
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
    const auto summary = render_leads(*sequence, *source, *sink);
    return (summary ? out : "failed") + write_sequence(*sequence);
  };
  const std::string expected = work();
  CHECK(expected.size() > kLeads * 100);
  for (const std::string& result : in_threads(work)) CHECK(result == expected);
}
