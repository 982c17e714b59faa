// readers.h: a pool of connections for reading a store.

#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "segue/result.h"
#include "service/database.h"

namespace segue::service {

/// A reader waits neither for the writer nor for other readers, unless all connections are in use.
class Readers {
 public:
  explicit Readers(std::string path) : path_(std::move(path)) {}

  /// A connection, returned to the pool on destruction. The pool must outlive it.
  class Borrowed {
   public:
    Borrowed(Readers& readers, std::unique_ptr<Database> database)
        : readers_(&readers), database_(std::move(database)) {}
    Borrowed(Borrowed&&) = default;
    Borrowed& operator=(Borrowed&&) = delete;
    Borrowed(const Borrowed&) = delete;
    Borrowed& operator=(const Borrowed&) = delete;
    ~Borrowed() {
      if (database_) readers_->put_back(std::move(database_));
    }
    Database& operator*() const { return *database_; }

   private:
    Readers* readers_;
    std::unique_ptr<Database> database_;
  };

  Result<Borrowed> borrow();

 private:
  void put_back(std::unique_ptr<Database> database);

  std::string path_;
  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<Database>> idle_;
  std::size_t lent_ = 0;
};

}  // namespace segue::service
