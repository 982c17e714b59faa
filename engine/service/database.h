// database.h: SQLite, as much of it as the store needs; nothing else knows it.
//
//   Database database;
//   if (const DatabaseProblem problem = database.open("segue.db", Database::Access::kRead)) return problem.text;
//   Query query = database.query("SELECT number FROM versions WHERE campaign = ?1");
//   query.bind(1, "spring");
//   while (query.step() == Query::Step::kRow) use(query.number(0));
//   if (query.problem()) return query.problem().text;
//
// Ownership: a Query borrows its statement from the Database, which keeps it prepared for the next one of the same SQL.
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

/// Why SQLite did not do what it was asked to; true where there is a reason.
struct [[nodiscard]] DatabaseProblem {
  enum class Kind : std::uint8_t {
    kNone,
    kBusy,          ///< another process holds a lock
    kFull,          ///< no room on the disk
    kReadOnly,      ///< the file or its folder
    kNotADatabase,  ///< the file is something else
    kDamaged,
    kCannotOpen,
    kOther,
  };
  Kind kind = Kind::kNone;
  std::string text;  ///< SQLite's, for logs

  explicit operator bool() const { return kind != Kind::kNone; }
};

/// One run of a prepared statement; at its end the statement is reset, and what it held is let go.
class Query {
 public:
  enum class Step : std::uint8_t { kRow, kDone, kFailed };

  Query(sqlite3& database, sqlite3_stmt* statement, DatabaseProblem problem);
  ~Query();
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  /// Parameters count from 1. A text must stay where it is as long as the query lives.
  void bind(int parameter, std::uint64_t number);
  void bind(int parameter, std::string_view text);

  Step step();

  /// Lets go of what is read, before the end of the query: nothing more can be asked of it.
  void close();

  /// Columns count from 0; a text lasts until the next step().
  [[nodiscard]] std::uint64_t number(int column) const;
  [[nodiscard]] std::string_view text(int column) const;

  /// Of the preparation, a bind() or a step(), whichever failed first.
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
    kCreate,  ///< to write; made where it is absent
    kRead,
  };

  Database() = default;

  DatabaseProblem open(const std::string& path, Access access);

  /// Runs one statement or several; what they answer is passed over.
  DatabaseProblem run(const char* sql);

  /// A statement with its parameters to be bound. `sql` must last as long as the Database: a literal.
  [[nodiscard]] Query query(std::string_view sql);

  /// The number, or the text, in the first row of what `sql` answers; 0 or nothing without a row.
  std::pair<std::uint64_t, DatabaseProblem> number(std::string_view sql);
  std::pair<std::string, DatabaseProblem> text(std::string_view sql);

  /// Whether the file could be opened for reading only.
  [[nodiscard]] bool is_read_only() const;
  [[nodiscard]] bool is_in_transaction() const;

  /// Pages in the write-ahead log after the last commit, or after the last checkpoint().
  [[nodiscard]] std::uint64_t log_pages() const { return *log_pages_; }

  enum class Checkpoint : std::uint8_t {
    kPassive,  ///< as far as readers let it
    kRestart,  ///< waits for readers, as long as wait_for_locks() says, so that the next commit begins the log anew
  };
  /// Brings the log's pages into the file.
  DatabaseProblem checkpoint(Checkpoint how);

  /// How long a lock of another process is waited for.
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
  std::vector<Prepared> prepared_;  // goes before the database
};

}  // namespace segue::service
