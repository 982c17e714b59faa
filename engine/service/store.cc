// store.cc: see store.h. One thread writes: it puts all pending versions into one transaction, reports the results, and
// starts over.

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

/// A version that is waiting to be written.
struct PendingVersion {
  std::string campaign;
  std::string steps;
  Store::Stored stored;

  /// The memory that it counts for, see StoreOptions::waiting_bytes.
  [[nodiscard]] std::size_t bytes() const { return sizeof(PendingVersion) + campaign.size() + steps.size(); }
};

/// Keeps the write-ahead log short. SQLite can do this itself, but only within a commit, which makes a client wait, and
/// never while there is always some reader.
class WalKeeper {
 public:
  explicit WalKeeper(Database& database) : database_(database) {}

  void checkpoint_if_due() {
    const std::uint64_t pages = database_.log_pages();
    if (pages < last_pages_) next_ = kInterval;  // the log was restarted
    last_pages_ = pages;
    if (pages < next_) return;
    const bool is_long = pages >= kLong;
    if (is_long) database_.wait_for_locks(kWaitForReaders);
    // If it fails, on a full disk for example, nothing is lost: the log grows, and the next checkpoint tries again.
    static_cast<void>(database_.checkpoint(is_long ? Database::Checkpoint::kRestart : Database::Checkpoint::kPassive));
    if (is_long) database_.wait_for_locks(kWaitForWriters);
    next_ = pages + kInterval;
  }

  static constexpr int kWaitForWriters = 5000;  ///< milliseconds; another process may write with SQLite's own tools

 private:
  static constexpr std::uint64_t kInterval = 1000;  // pages of 4 KiB
  static constexpr std::uint64_t kLong = 8000;      // pages from which on a checkpoint waits for readers
  static constexpr int kWaitForReaders = 100;       // milliseconds, during which nothing is written

  Database& database_;
  std::uint64_t last_pages_ = 0;
  std::uint64_t next_ = kInterval;
};

class SqliteStore final : public Store {
 public:
  SqliteStore(StoreFile file, const StoreOptions& options)
      : file_(std::move(file)), max_pending_bytes_(options.waiting_bytes), readers_(file_.path) {
    file_.database.wait_for_locks(WalKeeper::kWaitForWriters);
    writer_ = std::thread([this] { run_writer(); });
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
    PendingVersion version{std::move(campaign), std::move(steps), std::move(stored)};
    const std::size_t bytes = version.bytes();
    {
      const std::lock_guard lock(mutex_);
      if (bytes <= max_pending_bytes_ - pending_bytes_) {
        pending_bytes_ += bytes;
        pending_.push_back(std::move(version));
        has_pending_ = true;
        has_work_.notify_one();
        return;
      }
    }
    version.stored(
        Error{.code = "overloaded",
              .name = "overloaded",
              .message = fmt::format("more than {} bytes are waiting to be written to the store; try again later",
                                     max_pending_bytes_)});
  }

  Result<std::optional<StoredVersion>> get(std::string_view campaign, std::optional<std::uint64_t> number) override {
    const auto reader = readers_.borrow();
    if (!reader) return reader.errors();
    auto [version, problem] = find_version(**reader, campaign, number);
    if (problem) return store_error(file_.path, problem);
    return std::move(version);
  }

 private:
  void run_writer() {
    WalKeeper wal(file_.database);
    std::vector<PendingVersion> batch;
    while (true) {
      {
        std::unique_lock lock(mutex_);
        has_work_.wait(lock, [this] { return is_closing_ || !pending_.empty(); });
        if (pending_.empty()) return;
        batch.swap(pending_);
        has_pending_ = false;
      }
      write(batch);
      batch.clear();
      wal.checkpoint_if_due();
      spin();
    }
  }

  /// A client that writes in a loop sends its next version right away, and waking a thread may take half as long as a
  /// commit. So wait for it for a moment without sleeping.
  void spin() const {
    constexpr std::chrono::microseconds kSpinTime{50};
    const auto end = std::chrono::steady_clock::now() + kSpinTime;
    while (!has_pending_ && std::chrono::steady_clock::now() < end) std::this_thread::yield();
  }

  void write(std::span<PendingVersion> batch) {
    Outcome outcome = commit(batch);
    if (outcome.is_worth_retrying && batch.size() > 1) {
      // A single version may be the cause, for example if it is too large for a nearly full disk. Try each on its own.
      for (PendingVersion& version : batch) {
        const Outcome single = commit({&version, 1});
        report(version, single, 0);
      }
      return;
    }
    for (std::size_t i = 0; i < batch.size(); ++i) report(batch[i], outcome, i);
  }

  struct Outcome {
    std::vector<std::uint64_t> numbers;  ///< if there is no problem
    DatabaseProblem problem;
    bool is_worth_retrying = false;
  };

  /// Commits the whole batch or nothing.
  Outcome commit(std::span<const PendingVersion> batch) {
    Database& database = file_.database;
    if (DatabaseProblem problem = database.run("BEGIN IMMEDIATE")) return {.problem = std::move(problem)};
    const std::string now = timestamp(std::chrono::system_clock::now());
    Outcome outcome;
    outcome.numbers.reserve(batch.size());
    for (const PendingVersion& version : batch) {
      auto [number, problem] = add_version(database, version.campaign, now, version.steps);
      outcome.numbers.push_back(number);
      outcome.problem = std::move(problem);
      if (outcome.problem) break;
    }
    if (!outcome.problem) outcome.problem = database.run("COMMIT");
    outcome.is_worth_retrying = static_cast<bool>(outcome.problem);
    // SQLite may have rolled back already.
    if (database.is_in_transaction()) static_cast<void>(database.run("ROLLBACK"));
    return outcome;
  }

  /// Releases the bytes first, since the callback may put the next version.
  void report(const PendingVersion& version, const Outcome& outcome, std::size_t index) {
    {
      const std::lock_guard lock(mutex_);
      pending_bytes_ -= version.bytes();
    }
    if (outcome.problem) {
      version.stored(store_error(file_.path, outcome.problem));
    } else {
      version.stored(outcome.numbers[index]);
    }
  }

  StoreFile file_;
  const std::size_t max_pending_bytes_;
  Readers readers_;
  std::mutex mutex_;
  std::condition_variable has_work_;
  std::vector<PendingVersion> pending_;
  std::atomic<bool> has_pending_ = false;
  std::size_t pending_bytes_ = 0;  // includes the batch that is being written
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
