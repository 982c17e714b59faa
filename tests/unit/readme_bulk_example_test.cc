// The README's example of bulk rendering: compiled here, and shown to be right.

#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "unit/files.h"

// [readme]
#include <segue/bulk.h>

/// Every message of a campaign for contacts that are in memory, on four threads; lines are handed on in order.
std::string send_all(const segue::Sequence& campaign, const std::vector<std::string_view>& ids,
                     const std::vector<std::string_view>& first_names, std::vector<std::string>& rejected) {
  const segue::LeadTable contacts{{"id", "first-name"}, {ids, first_names}};
  std::string lines;
  const auto out = segue::callback_sink([&](std::string_view some) {  // whole lines, by one thread at a time
    lines += some;
    return segue::Sink::Write{};  // taken; {.problem = "disk full"} would end the run
  });
  segue::BulkOptions options{.seed = segue::parse_seed("spring-launch"), .threads = 4};
  options.on_reject = [&](const segue::Reject& reject) {
    rejected.push_back(std::to_string(reject.row) + ": " + std::string(reject.message));
    return true;  // it is kept
  };
  const segue::BulkResult run = segue::render_leads(campaign, contacts, *out, options);
  return run ? lines : run.errors[0].message;
}
// [/readme]

TEST_CASE("contacts in memory are rendered as a list of the same leads is") {
  const auto campaign = segue::parse_sequence(read_file("data/api-example.json"));
  REQUIRE(campaign);
  std::vector<std::string> keys;
  std::string csv = "id,first-name\n";
  for (int i = 0; i < 5000; ++i) keys.push_back(i % 100 == 7 ? "" : "lead_" + std::to_string(i));
  const std::vector<std::string_view> ids(keys.begin(), keys.end());
  const std::vector<std::string_view> first_names(4000, "Anna");  // the last thousand have none
  for (std::size_t i = 0; i < ids.size(); ++i) csv += keys[i] + (i < 4000 ? ",Anna\n" : ",\n");

  std::string expected;
  const auto sink = segue::memory_sink(expected);
  std::size_t given = 0;
  const auto source = segue::callback_source([&](std::span<char> room) -> segue::Source::Read {
    const std::size_t size = std::string_view(csv).substr(given).copy(room.data(), room.size());
    given += size;
    return {.size = size};
  });
  const auto run = segue::render_leads(*campaign, *source, *sink, {.seed = segue::parse_seed("spring-launch")});
  REQUIRE(run);

  std::vector<std::string> rejected;
  CHECK(send_all(*campaign, ids, first_names, rejected) == expected);
  // A blank key without a name makes a blank row of a list; here as well.
  CHECK(rejected.size() == run.summary.rejected);
  CHECK(rejected[0] == "7: column \"id\", the lead's key, is blank; every lead needs one");
}

TEST_CASE("a table's values must be UTF-8, its rows may be in shards, and a sink may have enough") {
  const auto campaign = segue::parse_sequence(read_file("data/api-example.json"));
  REQUIRE(campaign);
  const std::vector<std::string_view> ids = {"1", "2", "3", "4", "5"};
  const std::vector<std::string_view> names = {"Anna", "\xFF", "Ben", "", "Eva"};
  const segue::LeadTable table{{"id", "first-name"}, {ids, names}};
  std::string whole;
  const auto sink = segue::memory_sink(whole);
  segue::BulkOptions options;
  std::vector<std::uint64_t> rejected;
  options.on_reject = [&](const segue::Reject& reject) {
    CHECK(reject.code == "bad-encoding");
    CHECK(reject.fields.size() == 2);
    rejected.push_back(reject.row);
    return true;
  };
  REQUIRE(segue::render_leads(*campaign, table, *sink, options));
  CHECK(rejected == std::vector<std::uint64_t>{1});

  std::string parts;
  const auto part_sink = segue::memory_sink(parts);
  for (std::uint32_t i = 0; i < 3; ++i) {
    options.chunks.shard = {i, 3};
    REQUIRE(segue::render_leads(*campaign, table, *part_sink, options));
  }
  CHECK(parts == whole);

  const auto enough = segue::callback_sink([](std::string_view) { return segue::Sink::Write{.closed = true}; });
  const auto ended = segue::render_leads(*campaign, table, *enough, {});
  REQUIRE(ended);
  CHECK(ended.summary.reader_gone);
  CHECK(segue::render_leads(*campaign, table, *enough, {.chunks = {.shard = {3, 3}}}).errors[0].code == "no-shard");
}
