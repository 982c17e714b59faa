// Storing versions, beside bare SQLite transactions of the same durability on the same disk: the folder of the build,
// since a file in memory waits for nothing.

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <benchmark/benchmark.h>
#include <sqlite3.h>
#include <unistd.h>

#include "ratios.h"
#include "service/store.h"

namespace segue::bench {
namespace {

namespace fs = std::filesystem;

constexpr int kPuts = 128;  // in what is timed as one, by however many writers

/// About as long as the page's example is when it is stored.
const std::string& steps() {
  static const std::string text = "[{\"text\":\"" + std::string(1200, 'x') + "\"}]";
  return text;
}

/// A folder on the disk, which goes with the benchmark.
class TemporaryFolder {
 public:
  TemporaryFolder() : path_(fs::path(SEGUE_BENCH_FOLDER) / ("store-" + std::to_string(::getpid()))) {
    fs::remove_all(path_);
    fs::create_directories(path_);
  }
  ~TemporaryFolder() { fs::remove_all(path_); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] std::string file() const { return (path_ / "s.db").string(); }

 private:
  fs::path path_;
};

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// What somebody writes who wants a durable row and nothing else.
class BareDatabase {
 public:
  explicit BareDatabase(const std::string& path) {
    sqlite3_open(path.c_str(), &database_);
    run("PRAGMA journal_mode = WAL");
    run("PRAGMA synchronous = FULL");
    run("CREATE TABLE versions (campaign TEXT, number INTEGER, steps TEXT, UNIQUE (campaign, number))");
    begin_ = prepared("BEGIN IMMEDIATE");
    insert_ = prepared("INSERT INTO versions VALUES (?1, ?2, ?3)");
    commit_ = prepared("COMMIT");
  }
  ~BareDatabase() {
    for (sqlite3_stmt* statement : {begin_, insert_, commit_}) sqlite3_finalize(statement);
    sqlite3_close(database_);
  }
  BareDatabase(const BareDatabase&) = delete;
  BareDatabase& operator=(const BareDatabase&) = delete;

  bool add(const std::string& campaign, std::int64_t number) {
    const std::string& text = steps();
    sqlite3_bind_text(insert_, 1, campaign.c_str(), -1, nullptr);
    sqlite3_bind_int64(insert_, 2, number);
    sqlite3_bind_text(insert_, 3, text.data(), static_cast<int>(text.size()), nullptr);
    return is_done(begin_) && is_done(insert_) && is_done(commit_);
  }

 private:
  void run(const char* sql) { sqlite3_exec(database_, sql, nullptr, nullptr, nullptr); }
  sqlite3_stmt* prepared(const char* sql) {
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(database_, sql, -1, &statement, nullptr);
    return statement;
  }
  static bool is_done(sqlite3_stmt* statement) {
    const bool done = sqlite3_step(statement) == SQLITE_DONE;
    return sqlite3_reset(statement) == SQLITE_OK && done;
  }

  sqlite3* database_ = nullptr;
  sqlite3_stmt* begin_ = nullptr;
  sqlite3_stmt* insert_ = nullptr;
  sqlite3_stmt* commit_ = nullptr;
};

void commit_bare(benchmark::State& state) {
  const TemporaryFolder folder;
  BareDatabase database(folder.file());
  std::int64_t number = 0;
  for (auto _ : state) {
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < kPuts; ++i) {
      if (!database.add("spring", ++number)) return state.SkipWithError("a bare transaction failed");
    }
    state.SetIterationTime(seconds_since(start));
  }
}
BENCHMARK(commit_bare)->Name("store/bare_transaction")->UseManualTime();

/// Puts and waits for the answer, as a client does.
bool put(service::Store& store, const std::string& campaign) {
  std::promise<bool> answer;
  store.put(campaign, steps(), [&](const Result<std::uint64_t>& version) { answer.set_value(bool(version)); });
  return answer.get_future().get();
}

void put_concurrently(benchmark::State& state) {
  const TemporaryFolder folder;
  const auto store = service::Store::open(folder.file(), {});
  if (!store) return state.SkipWithError(store.errors().front().message.c_str());
  const auto writers = static_cast<int>(state.range(0));
  std::atomic<int> failed = 0;
  for (auto _ : state) {
    const auto start = std::chrono::steady_clock::now();
    std::vector<std::thread> threads;
    for (int i = 0; i < writers; ++i) {
      threads.emplace_back([&, campaign = "c" + std::to_string(i)] {
        for (int k = 0; k < kPuts / writers; ++k) failed += put(**store, campaign) ? 0 : 1;
      });
    }
    for (std::thread& thread : threads) thread.join();
    state.SetIterationTime(seconds_since(start));
  }
  if (failed > 0) state.SkipWithError("a put failed");
}
BENCHMARK(put_concurrently)->Name("store/put")->Arg(1)->Arg(32)->UseManualTime();

void get(benchmark::State& state) {
  const TemporaryFolder folder;
  const auto store = service::Store::open(folder.file(), {});
  if (!store) return state.SkipWithError(store.errors().front().message.c_str());
  if (!put(**store, "spring")) return state.SkipWithError("a put failed");
  for (auto _ : state) {
    auto version = (*store)->get("spring", std::nullopt);
    benchmark::DoNotOptimize(version);
  }
}
BENCHMARK(get)->Name("store/get");

const AddRatio kPut({"store a version, by a bare SQLite transaction", "store/put/1/manual_time",
                     "store/bare_transaction/manual_time", 1.5});
const AddRatio kShared({"store one of 32 writers' versions, by one writer's", "store/put/32/manual_time",
                        "store/put/1/manual_time", 1.0 / 3});

}  // namespace
}  // namespace segue::bench
