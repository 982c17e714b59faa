// service_store_test.cc: versions are kept, counted without gaps, and never lost.

#include <algorithm>
#include <array>
#include <atomic>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <future>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>
#include <sys/resource.h>
#include <unistd.h>

#include "service/database.h"
#include "service/schema.h"
#include "service/store.h"
#include "service/store_file.h"
#include "service/store_lines.h"
#include "unit/temporary_folder.h"

using namespace segue;
using namespace segue::service;
namespace fs = std::filesystem;

namespace {

std::unique_ptr<Store> opened(const std::string& path, const StoreOptions& options = {}) {
  auto store = Store::open(path, options);
  REQUIRE_MESSAGE(store, (store ? "" : store.errors().front().message));
  return *std::move(store);
}

std::string refusal(const std::string& path) {
  const auto store = Store::open(path, {});
  if (store) return "opened";
  CHECK(store.errors().front().code == "store");
  return store.errors().front().message;
}

/// Puts, and waits for the answer.
Result<std::uint64_t> put(Store& store, const std::string& campaign, const std::string& steps) {
  std::promise<Result<std::uint64_t>> answer;
  store.put(campaign, steps, [&](Result<std::uint64_t> version) { answer.set_value(std::move(version)); });
  return answer.get_future().get();
}

std::uint64_t put_well(Store& store, const std::string& campaign, const std::string& steps) {
  const auto version = put(store, campaign, steps);
  REQUIRE_MESSAGE(version, (version ? "" : version.errors().front().message));
  return *version;
}

/// The steps of a version, "none" where there is none.
std::string steps_of(Store& store, std::string_view campaign, std::optional<std::uint64_t> number = std::nullopt) {
  const auto version = store.get(campaign, number);
  REQUIRE(version);
  return *version ? (*version)->steps : "none";
}

void write_file(const std::string& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

void run_sql(const std::string& path, const char* sql) {
  Database database;
  REQUIRE_FALSE(database.open(path, Database::Access::kCreate));
  const DatabaseProblem problem = database.run(sql);
  REQUIRE_MESSAGE(!problem, problem.text);
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

/// A disk on which no file may be longer than that.
class FullDisk {
 public:
  explicit FullDisk(rlim_t longest) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    signal_ = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{.rlim_cur = longest, .rlim_max = before_.rlim_max};
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &limit) == 0);
  }
  ~FullDisk() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, signal_);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;

 private:
  rlimit before_{};
  void (*signal_)(int) = nullptr;
};

}  // namespace

TEST_CASE("versions of a campaign are counted from 1, and each is found again") {
  const TemporaryFolder folder;
  const auto store = opened(folder / "s.db");
  CHECK(put_well(*store, "spring", "[1]") == 1);
  CHECK(put_well(*store, "spring", "[2]") == 2);
  CHECK(put_well(*store, "autumn", "[3]") == 1);
  CHECK(steps_of(*store, "spring") == "[2]");
  CHECK(steps_of(*store, "spring", 1) == "[1]");
  CHECK(steps_of(*store, "autumn", 1) == "[3]");
  CHECK((*store->get("spring", std::nullopt))->number == 2);
}

TEST_CASE("what was never put is not there") {
  const TemporaryFolder folder;
  const auto store = opened(folder / "s.db");
  CHECK(steps_of(*store, "spring") == "none");
  put_well(*store, "spring", "[]");
  for (const std::uint64_t number : {std::uint64_t{0}, std::uint64_t{2}, std::uint64_t{1} << 63, ~std::uint64_t{0}}) {
    CHECK(steps_of(*store, "spring", number) == "none");
  }
  CHECK(steps_of(*store, "spring'--") == "none");
  CHECK(steps_of(*store, "") == "none");
}

TEST_CASE("a store that is opened again has all that was put, and counts on") {
  const TemporaryFolder folder;
  put_well(*opened(folder / "s.db"), "spring", "[1]");
  const auto store = opened(folder / "s.db");
  CHECK(steps_of(*store, "spring") == "[1]");
  CHECK(put_well(*store, "spring", "[2]") == 2);
}

TEST_CASE("whatever waits when a store goes is written before") {
  const TemporaryFolder folder;
  std::atomic<int> answered = 0;
  {
    const auto store = opened(folder / "s.db");
    for (int i = 0; i < 200; ++i) store->put("spring", "[]", [&](const auto& version) { answered += version ? 1 : 0; });
  }
  CHECK(answered == 200);
  CHECK((*opened(folder / "s.db")->get("spring", std::nullopt))->number == 200);
}

TEST_CASE("32 threads that race on one campaign get every number once") {
  constexpr std::size_t kThreads = 32;
  constexpr std::uint64_t kEach = 10;
  const TemporaryFolder folder;
  const auto store = opened(folder / "s.db");
  std::array<std::vector<std::uint64_t>, kThreads> numbers;
  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  threads.reserve(kThreads);
  for (std::size_t i = 0; i < kThreads; ++i) {
    threads.emplace_back([&, i] {
      for (std::uint64_t k = 0; k < kEach; ++k) {
        const std::string steps = "[" + std::to_string(i * kEach + k) + "]";
        const auto version = put(*store, "spring", steps);
        if (!version) {
          ++wrong;
          continue;
        }
        numbers[i].push_back(*version);
        const auto found = store->get("spring", *version);
        if (!found || !*found || (*found)->steps != steps) ++wrong;
        if (const auto now = store->get("spring", std::nullopt); !now || !*now || (*now)->number < *version) ++wrong;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == 0);
  std::set<std::uint64_t> all;
  for (const auto& of_one : numbers) {
    CHECK(std::is_sorted(of_one.begin(), of_one.end()));
    all.insert(of_one.begin(), of_one.end());
  }
  CHECK(all.size() == kThreads * kEach);
  CHECK(*all.begin() == 1);
  CHECK(*all.rbegin() == kThreads * kEach);
}

TEST_CASE("more than may wait is refused at once, and what waits is written") {
  const TemporaryFolder folder;
  const auto store = opened(folder / "s.db", {.waiting_bytes = 2000});
  const auto refused = put(*store, "spring", std::string(3000, ' '));
  REQUIRE_FALSE(refused);
  CHECK(refused.errors().front().code == "overloaded");
  CHECK(put_well(*store, "spring", "[]") == 1);
}

TEST_CASE("a put for which there is no room fails alone, and the store lives on") {
  const TemporaryFolder folder;
  const auto store = opened(folder / "s.db");
  put_well(*store, "spring", "[0]");
  std::vector<std::promise<Result<std::uint64_t>>> answers(21);
  {
    const FullDisk disk(1u << 20);
    // The first keeps the writer busy, so that the rest is one transaction.
    for (std::size_t i = 0; i < answers.size(); ++i) {
      const std::string steps = i == 10 ? "[" + std::string(4u << 20, ' ') + "]" : "[1]";
      store->put("c" + std::to_string(i), steps,
                 [&answer = answers[i]](Result<std::uint64_t> version) { answer.set_value(std::move(version)); });
    }
    for (std::size_t i = 0; i < answers.size(); ++i) {
      const auto version = answers[i].get_future().get();
      CAPTURE(i);
      CHECK(static_cast<bool>(version) == (i != 10));
      if (!version) CHECK(version.errors().front().code == "store");
    }
    CHECK(steps_of(*store, "c10") == "none");
    CHECK(steps_of(*store, "c20") == "[1]");
  }
  CHECK(put_well(*store, "c10", "[" + std::string(4u << 20, ' ') + "]") == 1);
  CHECK(put_well(*store, "spring", "[2]") == 2);
}

TEST_CASE("a second server is refused, and told who holds the store") {
  const TemporaryFolder folder;
  {
    const auto store = opened(folder / "s.db");
    const std::string message = refusal(folder / "s.db");
    CHECK(contains(message, "s.db is in use by another server (process " + std::to_string(::getpid()) + ")"));
    fs::create_symlink("s.db", folder / "link.db");
    CHECK(contains(refusal(folder / "link.db"), "in use by another server"));
    CHECK(put_well(*store, "spring", "[]") == 1);
  }
  CHECK(refusal(folder / "s.db") == "opened");
}

TEST_CASE("what is no store is refused and left as it is") {
  const TemporaryFolder folder;
  const auto check = [&](const std::string& bytes, std::string_view reason) {
    write_file(folder / "other", bytes);
    const std::string message = refusal(folder / "other");
    CHECK_MESSAGE(contains(message, reason), message);
    std::ifstream file(folder / "other", std::ios::binary);
    CHECK(std::string(std::istreambuf_iterator<char>(file), {}) == bytes);
  };
  check("hello", "is not a segue store");
  check(std::string(10'000, 'x'), "is not a segue store");
  fs::create_directory(folder / "folder");
  CHECK(contains(refusal(folder / "folder"), "is a directory"));
  CHECK(contains(refusal("/dev/null"), "is not a regular file"));
  CHECK(contains(refusal(folder / "absent/s.db"), "there is no such directory"));
  CHECK(contains(refusal(""), "expected a file name"));
  fs::create_symlink("nowhere", folder / "dangling");
  CHECK(contains(refusal(folder / "dangling"), "is a link to a file that does not exist"));
  run_sql(folder / "foreign.db", "CREATE TABLE songs (title TEXT);");
  CHECK(contains(refusal(folder / "foreign.db"), "is a database of another program"));
}

TEST_CASE("an empty file becomes a store") {
  const TemporaryFolder folder;
  write_file(folder / "s.db", "");
  CHECK(put_well(*opened(folder / "s.db"), "spring", "[]") == 1);
}

TEST_CASE("a damaged or truncated file is refused") {
  const TemporaryFolder folder;
  {
    const auto store = opened(folder / "s.db");
    for (int i = 0; i < 50; ++i) put_well(*store, "spring", "[\"" + std::string(3000, 'x') + "\"]");
  }
  const auto size = fs::file_size(folder / "s.db");
  REQUIRE(size > 50 * 3000);
  fs::copy_file(folder / "s.db", folder / "short.db");
  fs::resize_file(folder / "short.db", size / 2);
  CHECK(contains(refusal(folder / "short.db"), "is damaged; replace it by a backup"));
  fs::copy_file(folder / "s.db", folder / "scratched.db");
  {
    std::fstream file(folder / "scratched.db", std::ios::binary | std::ios::in | std::ios::out);
    file.seekp(4096);  // the second page: its kind, and where its cells are
    file << std::string(200, '\x7f');
  }
  CHECK(contains(refusal(folder / "scratched.db"), "is damaged"));
}

TEST_CASE("a store of a newer segue is refused, and one without a schema") {
  const TemporaryFolder folder;
  put_well(*opened(folder / "s.db"), "spring", "[]");
  run_sql(folder / "s.db", "PRAGMA user_version = 99");
  CHECK(contains(refusal(folder / "s.db"),
                 "was written by a newer segue: its schema is 99, and this version supports at most 1"));
  CHECK_FALSE(open_to_read(folder / "s.db"));
  run_sql(folder / "s.db", "PRAGMA user_version = 0");
  CHECK(contains(refusal(folder / "s.db"), "is a database of another program"));
}

TEST_CASE("an older schema is brought up to date step by step, keeping its rows") {
  const TemporaryFolder folder;
  put_well(*opened(folder / "s.db"), "spring", "[]");
  const std::array<const char*, 3> steps = {migrations()[0], "ALTER TABLE versions ADD COLUMN author TEXT;",
                                            "UPDATE versions SET author = 'nobody';"};
  Database database;
  REQUIRE_FALSE(database.open(folder / "s.db", Database::Access::kCreate));
  CHECK_FALSE(bring_up_to_date(database, "s.db", steps));
  CHECK(database.number("PRAGMA user_version").first == 3);
  CHECK(database.text("SELECT author FROM versions WHERE campaign = 'spring'").first == "nobody");
  CHECK_FALSE(bring_up_to_date(database, "s.db", steps));
}

TEST_CASE("a migration that fails leaves the file as it was") {
  const TemporaryFolder folder;
  put_well(*opened(folder / "s.db"), "spring", "[]");
  const std::array<const char*, 3> steps = {migrations()[0], "ALTER TABLE versions ADD COLUMN author TEXT;",
                                            "UPDATE songs SET title = '';"};
  {
    Database database;
    REQUIRE_FALSE(database.open(folder / "s.db", Database::Access::kCreate));
    const auto error = bring_up_to_date(database, "s.db", steps);
    REQUIRE(error);
    CHECK(contains(error->message, "no such table: songs"));
    CHECK_FALSE(database.is_in_transaction());
    CHECK(database.number("PRAGMA user_version").first == 1);
  }
  CHECK(steps_of(*opened(folder / "s.db"), "spring") == "[]");
}

TEST_CASE("the write-ahead log stays short, also while a reader holds on, once it has let go") {
  const TemporaryFolder folder;
  const auto store = opened(folder / "s.db");
  const std::string steps = "[\"" + std::string(1u << 20, 'x') + "\"]";
  for (int i = 0; i < 100; ++i) put_well(*store, "spring", steps);
  CHECK(fs::file_size(folder / "s.db-wal") < (60u << 20));
  auto reader = open_to_read(folder / "s.db");
  REQUIRE(reader);
  {
    Query query = reader->query("SELECT number FROM versions");
    REQUIRE(query.step() == Query::Step::kRow);
    for (int i = 0; i < 60; ++i) put_well(*store, "spring", steps);
  }
  for (int i = 0; i < 20; ++i) put_well(*store, "spring", steps);
  CHECK(fs::file_size(folder / "s.db-wal") < (60u << 20));
}

TEST_CASE("an export is one moment's, however slowly it is taken and whatever is put meanwhile") {
  const TemporaryFolder folder;
  const auto store = opened(folder / "s.db");
  const std::string long_steps = "[\"" + std::string(100'000, 'x') + "\"]";
  for (int i = 0; i < 10; ++i) put_well(*store, "spring", long_steps);
  std::string lines;
  const auto sink = callback_sink([&](std::string_view piece) {
    put_well(*store, "spring", "[]");
    put_well(*store, "summer", "[]");
    lines += piece;
    return Sink::Write{};
  });
  const auto counts = export_store(folder / "s.db", *sink);
  REQUIRE(counts);
  CHECK(counts->versions == 10);
  CHECK(counts->campaigns == 1);
  CHECK(std::count(lines.begin(), lines.end(), '\n') == 10);
  CHECK_FALSE(contains(lines, "summer"));
}
