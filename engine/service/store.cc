// store.cc: see store.h. One thread writes; it takes whatever waits into one transaction, answers, and looks again.

#include "service/store.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <span>
#include <thread>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "service/readers.h"
#include "service/store_error.h"
#include "service/store_file.h"
#include "service/timestamp.h"
#include "service/versions.h"

namespace segue::service {
namespace {

/// A version that waits to be written.
struct Waiting {
  std::string campaign;
  std::string steps;
  Store::Stored stored;

  /// What it takes of the room for those that wait; short steps are not for nothing.
  [[nodiscard]] std::size_t bytes() const { return sizeof(Waiting) + campaign.size() + steps.size(); }
};

/// Keeps the write-ahead log short. SQLite would do so by itself, but within the commit for which somebody waits, and
/// never where one reader follows the other without a pause.
class WalKeeper {
 public:
  explicit WalKeeper(Database& database) : database_(database) {}

  void look() {
    const std::uint64_t pages = database_.log_pages();
    if (pages < seen_) next_ = kOften;  // it began anew
    seen_ = pages;
    if (pages < next_) return;
    const bool is_long = pages >= kLong;
    if (is_long) database_.wait_for_locks(kPatience);
    // One that fails, on a full disk perhaps, loses nothing: the log is the longer, and is tried again.
    static_cast<void>(database_.checkpoint(is_long ? Database::Checkpoint::kRestart : Database::Checkpoint::kPassive));
    if (is_long) database_.wait_for_locks(kWaitForWriters);
    next_ = pages + kOften;
  }

  static constexpr int kWaitForWriters = 5000;  ///< milliseconds: somebody at work with SQLite's own tools

 private:
  static constexpr std::uint64_t kOften = 1000;  // pages of 4 KiB
  static constexpr std::uint64_t kLong = 8000;   // from here on readers are waited for
  static constexpr int kPatience = 100;          // milliseconds, for which nothing is written

  Database& database_;
  std::uint64_t seen_ = 0;
  std::uint64_t next_ = kOften;
};

class SqliteStore final : public Store {
 public:
  SqliteStore(StoreFile file, const StoreOptions& options)
      : file_(std::move(file)), waiting_bytes_most_(options.waiting_bytes), readers_(file_.path) {
    file_.database.wait_for_locks(WalKeeper::kWaitForWriters);
    writer_ = std::thread([this] { write_what_waits(); });
  }

  ~SqliteStore() override {
    {
      const std::lock_guard lock(mutex_);
      is_closing_ = true;
    }
    has_work_.notify_one();
    writer_.join();
  }

  void put(std::string campaign, std::string steps, Stored stored) override {
    Waiting waiting{std::move(campaign), std::move(steps), std::move(stored)};
    const std::size_t bytes = waiting.bytes();
    {
      const std::lock_guard lock(mutex_);
      if (bytes <= waiting_bytes_most_ - waiting_bytes_) {
        waiting_bytes_ += bytes;
        waiting_.push_back(std::move(waiting));
        has_some_ = true;
        has_work_.notify_one();
        return;
      }
    }
    waiting.stored(Error{.code = "overloaded",
                         .name = "overloaded",
                         .message = fmt::format("more than {} bytes wait to be written to the store; try again later",
                                                waiting_bytes_most_)});
  }

  Result<std::optional<StoredVersion>> get(std::string_view campaign, std::optional<std::uint64_t> number) override {
    const auto reader = readers_.borrow();
    if (!reader) return reader.errors();
    auto [version, problem] = find_version(**reader, campaign, number);
    if (problem) return store_error(file_.path, problem);
    return std::move(version);
  }

 private:
  void write_what_waits() {
    WalKeeper log(file_.database);
    std::vector<Waiting> batch;
    while (true) {
      {
        std::unique_lock lock(mutex_);
        has_work_.wait(lock, [this] { return is_closing_ || !waiting_.empty(); });
        if (waiting_.empty()) return;
        batch.swap(waiting_);
        has_some_ = false;
      }
      write(batch);
      batch.clear();
      log.look();
      stay_awake();
    }
  }

  /// One who writes again and again comes back at once, and waking a thread may take half as long as a commit.
  void stay_awake() const {
    constexpr std::chrono::microseconds kLongEnough{50};
    const auto end = std::chrono::steady_clock::now() + kLongEnough;
    while (!has_some_ && std::chrono::steady_clock::now() < end) std::this_thread::yield();
  }

  void write(std::span<Waiting> batch) {
    Outcome outcome = commit(batch);
    if (outcome.is_worth_retrying && batch.size() > 1) {
      // One of them may be to blame, such as one too large for the room that is left; the others have a chance alone.
      for (Waiting& one : batch) {
        const Outcome alone = commit({&one, 1});
        answer(one, alone, 0);
      }
      return;
    }
    for (std::size_t i = 0; i < batch.size(); ++i) answer(batch[i], outcome, i);
  }

  struct Outcome {
    std::vector<std::uint64_t> numbers;  ///< where there is no problem
    DatabaseProblem problem;
    bool is_worth_retrying = false;
  };

  /// All of it, or nothing.
  Outcome commit(std::span<const Waiting> batch) {
    Database& database = file_.database;
    if (DatabaseProblem problem = database.run("BEGIN IMMEDIATE")) return {.problem = std::move(problem)};
    const std::string now = timestamp(std::chrono::system_clock::now());
    Outcome outcome;
    outcome.numbers.reserve(batch.size());
    for (const Waiting& one : batch) {
      auto [number, problem] = add_version(database, one.campaign, now, one.steps);
      outcome.numbers.push_back(number);
      outcome.problem = std::move(problem);
      if (outcome.problem) break;
    }
    if (!outcome.problem) outcome.problem = database.run("COMMIT");
    outcome.is_worth_retrying = static_cast<bool>(outcome.problem);
    // SQLite may have rolled back by itself.
    if (database.is_in_transaction()) static_cast<void>(database.run("ROLLBACK"));
    return outcome;
  }

  /// Makes its room free first: who hears of it may put the next.
  void answer(const Waiting& one, const Outcome& outcome, std::size_t index) {
    {
      const std::lock_guard lock(mutex_);
      waiting_bytes_ -= one.bytes();
    }
    if (outcome.problem) {
      one.stored(store_error(file_.path, outcome.problem));
    } else {
      one.stored(outcome.numbers[index]);
    }
  }

  StoreFile file_;
  const std::size_t waiting_bytes_most_;
  Readers readers_;
  std::mutex mutex_;
  std::condition_variable has_work_;
  std::vector<Waiting> waiting_;
  std::atomic<bool> has_some_ = false;
  std::size_t waiting_bytes_ = 0;  // of those that are being written, too
  bool is_closing_ = false;
  std::thread writer_;
};

}  // namespace

Result<std::unique_ptr<Store>> Store::open(const std::string& path, const StoreOptions& options) {
  auto file = open_to_write(path);
  if (!file) return file.errors();
  return std::unique_ptr<Store>(std::make_unique<SqliteStore>(*std::move(file), options));
}

}  // namespace segue::service
