// database.h: a wrapper for the parts of SQLite that the store needs. Nothing else includes SQLite.
//
//   Database database;
//   if (const DatabaseProblem problem = database.open("segue.db", Database::Access::kRead)) return problem.text;
//   Query query = database.query("SELECT number FROM versions WHERE campaign = ?1");
//   query.bind(1, "spring");
//   while (query.step() == Query::Step::kRow) use(query.number(0));
//   if (query.problem()) return query.problem().text;
//
// Ownership: a Query borrows its statement from the Database, which keeps it prepared for the next query with this SQL.
// Threads: one at a time for a Database and its queries.

#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace segue::service {

/// Why a call of SQLite failed; converts to true if it did.
struct [[nodiscard]] DatabaseProblem {
  enum class Kind : std::uint8_t {
    kNone,
    kBusy,          ///< another process holds a lock
    kFull,          ///< no space on the disk
    kReadOnly,      ///< the file or its folder
    kNotADatabase,  ///< the file is something else
    kDamaged,
    kCannotOpen,
    kOther,
  };
  Kind kind = Kind::kNone;
  std::string text;  ///< SQLite's message, for logs

  explicit operator bool() const { return kind != Kind::kNone; }
};

/// One run of a prepared statement. The destructor resets the statement and releases its locks.
class Query {
 public:
  enum class Step : std::uint8_t { kRow, kDone, kFailed };

  Query(sqlite3& database, sqlite3_stmt* statement, DatabaseProblem problem);
  ~Query();
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  /// Parameters are numbered from 1. A text must outlive the query.
  void bind(int parameter, std::uint64_t number);
  void bind(int parameter, std::string_view text);

  Step step();

  /// Resets the statement before the destructor does. The query cannot be used after this.
  void close();

  /// Columns are numbered from 0. A text is valid until the next step().
  [[nodiscard]] std::uint64_t number(int column) const;
  [[nodiscard]] std::string_view text(int column) const;

  /// The first failure of the preparation, a bind() or a step().
  [[nodiscard]] const DatabaseProblem& problem() const { return problem_; }

 private:
  void note(int code);

  sqlite3& database_;
  sqlite3_stmt* statement_;
  DatabaseProblem problem_;
};

/// An open database file.
class Database {
 public:
  enum class Access : std::uint8_t {
    kCreate,  ///< for writing; created if it does not exist
    kRead,
  };

  Database() = default;

  DatabaseProblem open(const std::string& path, Access access);

  /// Runs one or more statements and ignores their rows.
  DatabaseProblem run(const char* sql);

  /// Prepares a statement; bind its parameters next. `sql` must outlive the Database: a literal.
  [[nodiscard]] Query query(std::string_view sql);

  /// The number or the text in the first row; 0 or an empty text if there is no row.
  std::pair<std::uint64_t, DatabaseProblem> number(std::string_view sql);
  std::pair<std::string, DatabaseProblem> text(std::string_view sql);

  /// Whether the file could only be opened for reading.
  [[nodiscard]] bool is_read_only() const;
  [[nodiscard]] bool is_in_transaction() const;

  /// Pages in the write-ahead log after the last commit, or after the last checkpoint().
  [[nodiscard]] std::uint64_t log_pages() const { return *log_pages_; }

  enum class Checkpoint : std::uint8_t {
    kPassive,  ///< as much as possible without waiting for readers
    kRestart,  ///< waits for readers, up to the time of wait_for_locks(), so that the next commit restarts the log
  };
  /// Moves the pages of the write-ahead log into the file.
  DatabaseProblem checkpoint(Checkpoint how);

  /// Sets how long to wait for locks of other connections.
  void wait_for_locks(int milliseconds);

 private:
  struct Close {
    void operator()(sqlite3* database) const;
  };
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  struct Prepared {
    std::string_view sql;
    std::unique_ptr<sqlite3_stmt, Finalize> statement;
  };

  std::unique_ptr<std::uint64_t> log_pages_ = std::make_unique<std::uint64_t>(0);  // SQLite keeps its address
  std::unique_ptr<sqlite3, Close> database_;
  std::vector<Prepared> prepared_;  // must be destroyed before the database
};

}  // namespace segue::service
