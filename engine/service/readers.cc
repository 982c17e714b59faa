// readers.cc: see readers.h.

#include "service/readers.h"

#include <utility>

#include "service/store_file.h"

namespace segue::service {
namespace {

constexpr std::size_t kMaxReaders = 16;  // more connections do not make reading faster

}  // namespace

Result<Readers::Borrowed> Readers::borrow() {
  {
    std::unique_lock lock(mutex_);
    returned_.wait(lock, [this] { return !idle_.empty() || lent_ < kMaxReaders; });
    ++lent_;
    if (!idle_.empty()) {
      auto database = std::move(idle_.back());
      idle_.pop_back();
      return Borrowed(*this, std::move(database));
    }
  }
  auto opened = open_to_read(path_);
  if (opened) return Borrowed(*this, std::make_unique<Database>(*std::move(opened)));
  put_back(nullptr);
  return opened.errors();
}

void Readers::put_back(std::unique_ptr<Database> database) {
  {
    const std::lock_guard lock(mutex_);
    --lent_;
    if (database) idle_.push_back(std::move(database));
  }
  returned_.notify_one();
}

}  // namespace segue::service
