// lead_supply.h: where a run's leads come from, piece by piece: a source that is cut, or columns in memory.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "segue/leads.h"

namespace segue {

/// One of the pieces that are on their way, again and again.
class SupplySlot {
 public:
  virtual ~SupplySlot() = default;
  SupplySlot() = default;
  SupplySlot(const SupplySlot&) = delete;
  SupplySlot& operator=(const SupplySlot&) = delete;

  /// Goes to the first lead of what the slot was filled with.
  virtual void start() = 0;
  /// The next leads, none at the end; they last until the next call.
  virtual std::span<const Lead> next() = 0;
  /// See LeadParser::fields().
  virtual std::span<const std::string_view> fields(const Lead& lead) = 0;
};

class LeadSupply {
 public:
  virtual ~LeadSupply() = default;
  LeadSupply() = default;
  LeadSupply(const LeadSupply&) = delete;
  LeadSupply& operator=(const LeadSupply&) = delete;

  [[nodiscard]] virtual std::unique_ptr<SupplySlot> make_slot() const = 0;
  /// Fills a slot of its own making with the next leads; false where there are none.
  virtual bool fill(SupplySlot& slot) = 0;

  /// Why filling ended before the end; empty where it did not.
  [[nodiscard]] virtual std::string problem() const = 0;
  [[nodiscard]] virtual std::uint64_t bytes() const = 0;  ///< filled so far
  [[nodiscard]] virtual std::uint64_t hash() const = 0;   ///< of these
};

}  // namespace segue
