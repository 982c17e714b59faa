// memory_store.h: a Store that keeps its versions in memory and answers at once, and can be told to fail.

#pragma once

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "service/store.h"

namespace segue::reference {

class MemoryStore final : public service::Store {
 public:
  void put(std::string campaign, std::string steps, Stored stored) override {
    if (fails_with) return stored(*fails_with);
    std::size_t number = 0;
    {
      const std::lock_guard lock(mutex_);
      std::vector<std::string>& versions = campaigns_[std::move(campaign)];
      versions.push_back(std::move(steps));
      number = versions.size();
    }
    stored(std::uint64_t{number});
  }

  Result<std::optional<service::StoredVersion>> get(std::string_view campaign,
                                                    std::optional<std::uint64_t> number) override {
    if (fails_with) return *fails_with;
    const std::lock_guard lock(mutex_);
    const auto found = campaigns_.find(std::string(campaign));
    if (found == campaigns_.end()) return std::optional<service::StoredVersion>();
    const std::uint64_t wanted = number.value_or(found->second.size());
    if (wanted == 0 || wanted > found->second.size()) return std::optional<service::StoredVersion>();
    return std::optional(service::StoredVersion{.number = wanted, .steps = found->second[wanted - 1]});
  }

  std::optional<Error> fails_with;

 private:
  std::mutex mutex_;
  std::map<std::string, std::vector<std::string>> campaigns_;
};

}  // namespace segue::reference
