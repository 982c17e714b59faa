// cut_supply.h: the leads of a source, cut into pieces of whole records.

#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "bulk/lead_supply.h"
#include "segue/lead_pieces.h"

namespace segue {

class CutSupply final : public LeadSupply {
 public:
  /// The cutter is borrowed.
  explicit CutSupply(LeadCutter& cutter) : cutter_(cutter) {}

  [[nodiscard]] std::unique_ptr<SupplySlot> make_slot() const override { return std::make_unique<Slot>(cutter_); }
  bool fill(SupplySlot& slot) override { return cutter_.next(static_cast<Slot&>(slot).piece); }

  [[nodiscard]] std::string problem() const override { return cutter_.problem(); }
  [[nodiscard]] std::uint64_t bytes() const override { return cutter_.offset(); }
  [[nodiscard]] std::uint64_t hash() const override { return cutter_.hash(); }

 private:
  struct Slot final : SupplySlot {
    explicit Slot(const LeadCutter& cutter) : parser(cutter) {}
    void start() override { parser.begin(piece); }
    std::span<const Lead> next() override { return parser.next(); }
    std::span<const std::string_view> fields(const Lead& lead) override { return parser.fields(lead); }

    LeadPiece piece;
    LeadParser parser;
  };

  LeadCutter& cutter_;
};

}  // namespace segue
