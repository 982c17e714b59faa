// store.h: stores the versions of every campaign's sequence in one SQLite file.
//
//   auto store = service::Store::open("segue.db", {});
//   if (!store) return explain(store.errors());
//   (*store)->put("spring", R"([{"id":"…","rank":0,…}])", [](Result<std::uint64_t> version) { respond(version); });
//   const auto current = (*store)->get("spring", std::nullopt);
//
// Once put() has reported a version, it survives a crash of the process and power loss. One that it has not reported is
// stored completely or not at all. The versions of a campaign are numbered from 1 without gaps, however many clients
// write concurrently.
//
// One thread of the store writes. Versions that arrive during a commit go into the next transaction together, so that
// many writers share one sync of the disk.

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
  std::size_t waiting_bytes = 64 << 20;  ///< limit of the versions that wait to be written; more are refused
};

/// Any thread may call any member.
class Store {
 public:
  /// Called once, on the store's own thread, or within put() if that refuses the version. Must not throw.
  using Stored = std::function<void(Result<std::uint64_t> version)>;

  /// Opens or creates the file, checks it, and upgrades an older schema. Fails (code store) if the file is not a store,
  /// is damaged, was written by a newer segue, or is in use by another server.
  static Result<std::unique_ptr<Store>> open(const std::string& path, const StoreOptions& options);

  virtual ~Store() = default;  ///< writes the pending versions first

  /// Stores a new version of the campaign.
  virtual void put(std::string campaign, std::string steps, Stored stored) = 0;

  /// The version with this number, or the current one; nothing if there is none.
  virtual Result<std::optional<StoredVersion>> get(std::string_view campaign, std::optional<std::uint64_t> number) = 0;
};

}  // namespace segue::service
