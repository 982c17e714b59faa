// database.cc: see database.h.

#include "service/database.h"

#include <limits>

#include <sqlite3.h>

namespace segue::service {
namespace {

DatabaseProblem::Kind kind_of(int code) {
  switch (code & 0xff) {  // the other bits refine the error
    case SQLITE_OK:
    case SQLITE_ROW:
    case SQLITE_DONE:
      return DatabaseProblem::Kind::kNone;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return DatabaseProblem::Kind::kBusy;
    case SQLITE_FULL:
      return DatabaseProblem::Kind::kFull;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return DatabaseProblem::Kind::kReadOnly;
    case SQLITE_NOTADB:
      return DatabaseProblem::Kind::kNotADatabase;
    case SQLITE_CORRUPT:
      return DatabaseProblem::Kind::kDamaged;
    case SQLITE_CANTOPEN:
      return DatabaseProblem::Kind::kCannotOpen;
    default:
      return DatabaseProblem::Kind::kOther;
  }
}

DatabaseProblem problem_of(sqlite3* database, int code) {
  const DatabaseProblem::Kind kind = kind_of(code);
  if (kind == DatabaseProblem::Kind::kNone) return {};
  std::string text = database == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(database);
  text += " (SQLite " + std::to_string(database == nullptr ? code : sqlite3_extended_errcode(database)) + ')';
  return {kind, std::move(text)};
}

int save_log_pages(void* log_pages, sqlite3*, const char*, int pages) {
  *static_cast<std::uint64_t*>(log_pages) = static_cast<std::uint64_t>(pages);
  return SQLITE_OK;
}

}  // namespace

Query::Query(sqlite3& database, sqlite3_stmt* statement, DatabaseProblem problem)
    : database_(database), statement_(statement), problem_(std::move(problem)) {}

Query::~Query() {
  close();
}

void Query::close() {
  if (statement_ == nullptr) return;
  sqlite3_reset(statement_);  // returns the error of step() again
  sqlite3_clear_bindings(statement_);
  statement_ = nullptr;
}

void Query::note(int code) {
  if (!problem_) problem_ = problem_of(&database_, code);
}

void Query::bind(int parameter, std::uint64_t number) {
  if (problem_) return;
  if (number > static_cast<std::uint64_t>(std::numeric_limits<sqlite3_int64>::max())) return note(SQLITE_RANGE);
  note(sqlite3_bind_int64(statement_, parameter, static_cast<sqlite3_int64>(number)));
}

void Query::bind(int parameter, std::string_view text) {
  if (problem_) return;
  // An empty text needs an address, too: a null pointer would bind NULL. SQLite neither copies nor frees the text.
  const char* begin = text.empty() ? "" : text.data();
  note(sqlite3_bind_text64(statement_, parameter, begin, text.size(), nullptr, SQLITE_UTF8));
}

Query::Step Query::step() {
  if (problem_) return Step::kFailed;
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return Step::kRow;
  if (code == SQLITE_DONE) return Step::kDone;
  note(code);
  return Step::kFailed;
}

std::uint64_t Query::number(int column) const {
  return static_cast<std::uint64_t>(sqlite3_column_int64(statement_, column));
}

std::string_view Query::text(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  const int size = sqlite3_column_bytes(statement_, column);
  return bytes == nullptr ? std::string_view() : std::string_view(bytes, static_cast<std::size_t>(size));
}

DatabaseProblem Database::open(const std::string& path, Access access) {
  // One thread at a time uses a connection, so it needs no mutex.
  const int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                    (access == Access::kRead ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  sqlite3* database = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &database, flags, nullptr);
  prepared_.clear();
  database_.reset(database);
  if (code != SQLITE_OK) return problem_of(database, code);
  // Protect against a hostile file: no functions in its schema, no writes to the schema itself.
  sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_wal_hook(database, save_log_pages, log_pages_.get());  // replaces automatic checkpoints
  return {};
}

DatabaseProblem Database::run(const char* sql) {
  return problem_of(database_.get(), sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr));
}

Query Database::query(std::string_view sql) {
  for (const Prepared& one : prepared_) {
    if (one.sql == sql) return {*database_, one.statement.get(), {}};
  }
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(database_.get(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  if (code != SQLITE_OK) return {*database_, nullptr, problem_of(database_.get(), code)};
  prepared_.push_back({sql, std::unique_ptr<sqlite3_stmt, Finalize>(statement)});
  return {*database_, statement, {}};
}

std::pair<std::uint64_t, DatabaseProblem> Database::number(std::string_view sql) {
  Query query = this->query(sql);
  const std::uint64_t number = query.step() == Query::Step::kRow ? query.number(0) : 0;
  return {number, query.problem()};
}

std::pair<std::string, DatabaseProblem> Database::text(std::string_view sql) {
  Query query = this->query(sql);
  std::string text(query.step() == Query::Step::kRow ? query.text(0) : std::string_view());
  return {std::move(text), query.problem()};
}

bool Database::is_read_only() const {
  return sqlite3_db_readonly(database_.get(), "main") == 1;
}

bool Database::is_in_transaction() const {
  return sqlite3_get_autocommit(database_.get()) == 0;
}

DatabaseProblem Database::checkpoint(Checkpoint how) {
  int in_log = 0;
  int done = 0;
  const int mode = how == Checkpoint::kRestart ? SQLITE_CHECKPOINT_RESTART : SQLITE_CHECKPOINT_PASSIVE;
  const int code = sqlite3_wal_checkpoint_v2(database_.get(), "main", mode, &in_log, &done);
  if (in_log > 0) *log_pages_ = static_cast<std::uint64_t>(in_log);
  return problem_of(database_.get(), code);
}

void Database::wait_for_locks(int milliseconds) {
  sqlite3_busy_timeout(database_.get(), milliseconds);
}

void Database::Close::operator()(sqlite3* database) const {
  sqlite3_close_v2(database);
}

void Database::Finalize::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

}  // namespace segue::service
