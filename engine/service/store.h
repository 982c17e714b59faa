// store.h: the versions of every campaign's sequence, in one SQLite file.
//
//   auto store = service::Store::open("segue.db", {});
//   if (!store) return explain(store.errors());
//   (*store)->put("spring", R"([{"id":"…","rank":0,…}])", [](Result<std::uint64_t> version) { answer(version); });
//   const auto current = (*store)->get("spring", std::nullopt);
//
// A version that put() has answered survives the end of the process at any moment, and of the power; one that it has
// not is there whole or not at all. Versions of a campaign begin at 1 and have no gaps, however many write at once.
//
// One thread of the store writes. Whatever waits while it commits goes into its next transaction together, so that
// many writers share the waits for the disk.

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "segue/result.h"
#include "service/stored_version.h"

namespace segue::service {

struct StoreOptions {
  std::size_t waiting_bytes = 64 << 20;  ///< at most so many bytes of steps wait to be written; more are refused
};

/// All of it may be called from any thread.
class Store {
 public:
  /// Called once, on the store's own thread (or within put(), where that refuses at once). Must not throw.
  using Stored = std::function<void(Result<std::uint64_t> version)>;

  /// Opens or makes the file, brings an older schema up to date, and checks it. Refuses (code store) a file that is no
  /// store, damaged, of a newer segue, or in use by another server.
  static Result<std::unique_ptr<Store>> open(const std::string& path, const StoreOptions& options);

  virtual ~Store() = default;  ///< what was put is written before

  /// Stores a new version of the campaign.
  virtual void put(std::string campaign, std::string steps, Stored stored) = 0;

  /// The current version, or the one asked for; nothing where there is none.
  virtual Result<std::optional<StoredVersion>> get(std::string_view campaign, std::optional<std::uint64_t> number) = 0;
};

}  // namespace segue::service
